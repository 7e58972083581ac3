import { AppError } from '../../../data/app-error';
import { formatBytes } from '../../../data/format';
import type { ServedFile } from '../served-file';
import { fetchFile, type FetchedFile } from './fetch-file';
import { isFile } from './hash';

/** Names that change with the content: what a browser has kept under one is likely to be right. */
const namedByContent = /^assets\/.+-[\w-]{8}\.\w+$/;

/**
 * A file of the build with the hash that is listed for it. What the browser's own cache has serves too if it has that
 * hash; what has not is asked for once more, past that cache, and then refused. `onBytes` hears how many are there.
 * @throws AppError `unavailable` where it cannot be had, `bad_value` where it is not the file of the build
 */
export async function fetchVerified(
  address: string,
  file: ServedFile,
  onBytes: (bytes: number) => void,
): Promise<FetchedFile> {
  const usual = namedByContent.test(file.path) ? 'default' : 'no-cache';
  for (const cache of [usual, 'reload'] as const) {
    const fetched = await fetchFile(address, { cache, limitBytes: file.sizeBytes, onBytes });
    if (await isFile(fetched.bytes, file)) return fetched;
  }
  throw mismatch(address, file);
}

function mismatch(address: string, { path, sizeBytes, sha256 }: ServedFile): AppError {
  const words = `${path} is not the file of this build (${formatBytes(sizeBytes)}, SHA-256 ${sha256.slice(0, 8)}…): it was changed on its way or on the server, or a newer build is being put there. It was not kept. Try again later; if that does not help, tell whoever runs the server.`;
  return new AppError('bad_value', words, { address, sha256 });
}
