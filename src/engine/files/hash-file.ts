import { cancelled } from '../../data/app-error';
import { Sha256 } from '../../math/sha256';
import { readPieces } from './read-pieces';

export interface HashHooks {
  signal?: AbortSignal;
  onProgress?: (bytesRead: number) => void;
}

/** Up to here a file is hashed in one go by the browser itself, which takes it only as a whole. */
const wholeBytes = 2 ** 28;

/**
 * SHA-256 of a file's bytes, hexadecimal. Files over 256 MiB, and all files where the page is not
 * served securely, are read in pieces: some 200 MB/s, constant memory.
 * @throws AppError `cancelled`, `unreadable_file` when the file has changed or gone since it was given.
 */
export async function hashFile(file: Blob, hooks: HashHooks = {}): Promise<string> {
  if (file.size <= wholeBytes && globalThis.crypto?.subtle) return hashWhole(file, hooks);
  const hash = new Sha256();
  for await (const { bytes, end } of readPieces(file, hooks.signal)) {
    hash.update(bytes);
    hooks.onProgress?.(end);
  }
  return hash.hex();
}

async function hashWhole(file: Blob, { signal, onProgress }: HashHooks): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const { bytes } of readPieces(file, signal, wholeBytes)) parts.push(bytes);
  const digest = await crypto.subtle.digest('SHA-256', parts[0] ?? new Uint8Array());
  if (signal?.aborted) throw cancelled();
  onProgress?.(file.size);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
