import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileListName, type ServedFile } from '../src/engine/assets/served-file.ts';

/** Read by hosts, not served by them. */
const hostSettings = ['_headers'];

/** Every file under `folder` that is served, by path in the order of code units: the same bytes, the same list. */
export function listServedFiles(folder: string): ServedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, '/').length))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== fileListName && !hostSettings.includes(path))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((path) => describeFile(path, readFileSync(join(folder, path))));
}

/** One file a line, so that two lists can be compared by any tool. */
export function fileListText(files: readonly ServedFile[]): string {
  const lines = files.map((file) => `    ${JSON.stringify(file)}`);
  return `{\n  "format": 1,\n  "files": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

function describeFile(path: string, bytes: Buffer): ServedFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, sha256, sizeBytes: bytes.length };
}
