import { AppError } from '../../../data/app-error';
import { fileListName, serviceWorkerName, type ServedFile } from '../served-file';

/**
 * Checks the list that lies beside the page against the one that this version was built with, and returns its one
 * entry more: the service worker, which cannot know its own hash.
 * @throws AppError `bad_value` where the two differ
 */
export function checkFileList(text: string, expected: readonly ServedFile[]): ServedFile {
  const listed = parseList(text);
  const worker = listed.find(({ path }) => path === serviceWorkerName);
  const others = listed.filter((file) => file !== worker);
  const known = new Map(expected.map((file) => [file.path, file]));
  const stranger = others.find((file) => !isSame(file, known.get(file.path)));
  if (!worker || stranger || others.length !== expected.length) {
    const path = stranger?.path ?? serviceWorkerName;
    throw new AppError(
      'bad_value',
      `${fileListName} does not list the files of this build (first difference: ${path}). A newer build is being put on the server, or its files do not belong together. Nothing was kept. Try again later; if that does not help, tell whoever runs the server.`,
      { path },
    );
  }
  return worker;
}

function parseList(text: string): ServedFile[] {
  try {
    const { files } = JSON.parse(text) as { files?: unknown };
    return Array.isArray(files) ? files.filter(isServedFile) : [];
  } catch {
    return [];
  }
}

function isServedFile(value: unknown): value is ServedFile {
  const { path, sha256, sizeBytes } = (value ?? {}) as Partial<ServedFile>;
  return typeof path === 'string' && typeof sha256 === 'string' && typeof sizeBytes === 'number';
}

function isSame(file: ServedFile, other: ServedFile | undefined): boolean {
  return file.sha256 === other?.sha256 && file.sizeBytes === other.sizeBytes;
}
