import { build, type Rolldown } from 'vite';

let bundled: Promise<string> | undefined;

/** The attempts of the leak test as one script, to be run in any realm. */
export function bundleKit(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const entry = new URL('leak-kit.ts', import.meta.url).pathname;
  const lib = { entry, formats: ['iife' as const], name: 'leakKitBundle' };
  const made = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { lib, write: false, minify: false, target: 'es2022' },
  });
  const [{ output }] = made as Rolldown.RolldownOutput[];
  return output[0].code;
}
