import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileListText, listServedFiles } from '../../build/served-files';

const folder = mkdtempSync(join(tmpdir(), 'served-'));
mkdirSync(join(folder, 'assets'));
for (const name of ['b.js', 'Z.js', 'assets/a.wasm', '_headers', 'files.json'])
  writeFileSync(join(folder, name), 'abc');
writeFileSync(join(folder, 'empty.txt'), '');

afterAll(() => rmSync(folder, { recursive: true }));

describe('list of served files', () => {
  it('names every file but itself and the settings of hosts, in the order of code units', () => {
    const paths = listServedFiles(folder).map(({ path }) => path);
    expect(paths).toEqual(['Z.js', 'assets/a.wasm', 'b.js', 'empty.txt']);
  });

  it('has the hash of FIPS 180-2 for "abc" and for no bytes', () => {
    const files = listServedFiles(folder);
    expect(files[0]).toEqual({
      path: 'Z.js',
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      sizeBytes: 3,
    });
    expect(files[3]!.sha256).toMatch(/^e3b0c44298fc1c149afbf4c8996fb924/);
  });

  it('is JSON with one file a line', () => {
    const text = fileListText(listServedFiles(folder));
    expect(JSON.parse(text)).toEqual({ format: 1, files: listServedFiles(folder) });
    expect(text.split('\n').filter((line) => line.includes('"path"'))).toHaveLength(4);
    expect(text.endsWith('}\n')).toBe(true);
  });
});
