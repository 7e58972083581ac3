import { AppError } from '../../data/app-error';
import { fetchAsset } from './fetch-asset';
import { fileListName, type ServedFile } from './served-file';

export type { ServedFile };

/** What a file that was fetched turned out to be. */
export type FileCheck = 'same' | 'differs' | 'missing';

/**
 * The list of all files of the build that this page came from.
 * @throws AppError `unavailable` where the page was not built, `bad_value` where the list is none.
 */
export async function fetchFileList(signal?: AbortSignal): Promise<ServedFile[]> {
  const response = await fetchAsset(fileListName, 'list of files', signal);
  const { format, files } = (await response.json()) as { format: unknown; files: unknown };
  if (format === 1 && Array.isArray(files) && files.every(isServedFile)) return files;
  throw new AppError('bad_value', `${fileListName} is not a list of files of format 1.`);
}

/** Fetches a file as this page gets it, hashes what came, and compares it with the list. */
export async function checkFile(file: ServedFile, signal?: AbortSignal): Promise<FileCheck> {
  const response = await fetchAsset(file.path, 'check of a hash', signal).catch((thrown) => {
    if (thrown instanceof AppError && thrown.code === 'unavailable') return undefined;
    throw thrown;
  });
  if (!response) return 'missing';
  const bytes = await response.arrayBuffer();
  return (await sha256(bytes)) === file.sha256 ? 'same' : 'differs';
}

/** The list as `sha256sum -c` reads it. */
export function checksumText(files: readonly ServedFile[]): string {
  return files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function isServedFile(value: unknown): value is ServedFile {
  const { path, sha256, sizeBytes } = (value ?? {}) as Partial<ServedFile>;
  return typeof path === 'string' && typeof sha256 === 'string' && typeof sizeBytes === 'number';
}
