import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Public collections of hostile files, which stand beside the project where somebody has put them. */
const folder = join(import.meta.dirname, '../../../shared/data/corpora');

export function corpusPath(name: string): string {
  return join(folder, name);
}

/** Files of a collection by their path in it, in order; none where it is not there. */
export function corpusFiles(name: string, pattern: RegExp): string[] {
  const path = corpusPath(name);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => pattern.test(file))
    .sort();
}
