import type { Directory } from './ports';

/** What begins so is unfinished: a crash has left it, and whoever opens the project for writing removes it. */
export const unfinishedPrefix = 'unfinished-';

/** What bytes are called that were written ahead of the project that is to hold them, by the hash that they must have. */
export function aheadName(sha256: string): string {
  return `${unfinishedPrefix}${sha256}`;
}

/** Writes a file at one stroke: it is there whole, or as it was before. An unfinished file is removed again. */
export async function writeWhole(
  directory: Directory,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const unfinished = `${unfinishedPrefix}${name}`;
  try {
    const file = await directory.open(unfinished);
    try {
      await file.truncate(0);
      await file.write(bytes, 0);
      await file.flush();
    } finally {
      await file.close();
    }
    await directory.move(unfinished, name);
  } catch (thrown) {
    await directory.remove(unfinished).catch(() => undefined);
    throw thrown;
  }
}

/** Removes what a crash left unfinished; what is open elsewhere stays. */
export async function removeUnfinished(directory: Directory): Promise<void> {
  for (const { name } of await directory.list()) {
    if (name.startsWith(unfinishedPrefix)) await directory.remove(name).catch(() => undefined);
  }
}
