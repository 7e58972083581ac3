import { build } from 'vite';
import { serviceWorkerName, type ServedFile } from '../src/engine/assets/served-file.ts';

const entry = new URL('../src/engine/assets/service-worker/sw.ts', import.meta.url).pathname;

/**
 * The script of the service worker, which holds the list of all files that it keeps, so that it changes with any of
 * them. One classic script, since not every browser takes modules there; not made small, so that anyone can read it.
 */
export async function buildServiceWorker(files: readonly ServedFile[]): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define: { servedFiles: JSON.stringify(files) },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      copyPublicDir: false,
      rolldownOptions: {
        input: entry,
        output: { format: 'iife', entryFileNames: serviceWorkerName },
      },
    },
  });
  const [script] = 'output' in result ? result.output : [];
  if (script?.type !== 'chunk') throw new Error(`${serviceWorkerName} was not built`);
  return script.code;
}
