import type { Random } from '../../../src/math/random';
import type { Directory } from '../../../src/engine/storage/ports';

/** A file somewhere below a directory. */
export interface FoundFile {
  directory: Directory;
  name: string;
  /** With slashes, from where the search began. */
  path: string;
}

export async function findFiles(directory: Directory, path = ''): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const { name, kind } of await directory.list()) {
    const inner = kind === 'directory' ? await directory.findDirectory(name) : undefined;
    if (inner) found.push(...(await findFiles(inner, `${path}${name}/`)));
    else found.push({ directory, name, path: `${path}${name}` });
  }
  return found;
}

export async function readFile({ directory, name }: FoundFile): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await directory.read(name))!.arrayBuffer());
}

export async function writeFile({ directory, name }: FoundFile, bytes: Uint8Array): Promise<void> {
  await directory.remove(name);
  const file = await directory.open(name);
  await file.write(bytes, 0);
  await file.close();
}

/** The bytes with one of them changed, some of them zero, or all behind some byte gone. */
export function damageBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length);
  const kind = random.below(4);
  if (kind === 0) return bytes.slice(0, at);
  const damaged = bytes.slice();
  if (kind === 1) damaged.fill(0, at, at + 1 + random.below(64));
  else damaged[at]! ^= 1 + random.below(255);
  return damaged;
}

/** All files and their bytes, to be compared. */
export async function fingerprint(directory: Directory): Promise<Map<string, string>> {
  const files = await findFiles(directory);
  const texts = await Promise.all(
    files.map(async (file) => Buffer.from(await readFile(file)).toString('base64')),
  );
  return new Map(files.map(({ path }, index) => [path, texts[index]!]));
}
