import { AppError, toAppError, type ErrorCode } from '../../data/app-error';

const failures: Record<string, [code: ErrorCode, words: string]> = {
  QuotaExceededError: [
    'storage_full',
    'The browser has no more room for this page. Free some: delete projects, or collect what is no longer used.',
  ],
  NoModificationAllowedError: [
    'storage_busy',
    'The files of this project are open in another tab. Close it there, or take the project over.',
  ],
};

/** A failure of the browser's storage in words; what is none of its failures stays what it is. */
export function toStorageError(thrown: unknown): AppError {
  if (!(thrown instanceof DOMException) || thrown.name === 'AbortError') return toAppError(thrown);
  const [code, words] = failures[thrown.name] ?? [
    'storage_failed',
    'The browser could not read or write what is kept of this project. Try again; if it stays so, save the project as a file.',
  ];
  return new AppError(
    code,
    words,
    { reason: `${thrown.name}: ${thrown.message}` },
    { cause: thrown },
  );
}
