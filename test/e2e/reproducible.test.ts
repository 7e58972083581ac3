import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listServedFiles } from '../../build/served-files';

const root = new URL('../..', import.meta.url).pathname;
const elsewhere = mkdtempSync(join(tmpdir(), 'assay-build-'));
const sources = ['src', 'public', 'build', 'index.html', 'vite.config.ts', 'package.json'];

afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

describe('the build', () => {
  it('gives the same bytes from another folder, at another time, in another zone', () => {
    for (const name of sources)
      cpSync(join(root, name), join(elsewhere, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(elsewhere, 'node_modules'));
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const env = { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', NODE_ENV: '' };
    execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: elsewhere, env });
    const [here, there] = [root, elsewhere].map((folder) => join(folder, 'dist'));
    expect(listServedFiles(there!)).toEqual(listServedFiles(here!));
    const list = (folder: string): string => readFileSync(join(folder, 'files.json'), 'utf8');
    expect(list(there!)).toBe(list(here!));
  });
});
