import type { Directory } from './ports';
import { nameOf } from './storage-error';

const mostAttempts = 5;

/**
 * The bytes of a small file; `undefined` where there is none. Bytes that somebody appends to meanwhile make the browser
 * refuse what it opened a moment ago: that is tried again.
 */
export async function readStored(
  directory: Directory,
  name: string,
): Promise<Uint8Array | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const blob = await directory.read(name);
      return blob && new Uint8Array(await blob.arrayBuffer());
    } catch (thrown) {
      if (nameOf(thrown) !== 'NotReadableError' || attempt === mostAttempts) throw thrown;
    }
  }
}
