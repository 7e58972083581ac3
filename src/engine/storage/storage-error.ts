import { AppError, type ErrorCode } from '../../data/app-error';

/** What an operation of the store met, as a typed failure that says what to do. */
export function toStorageError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const name = nameOf(thrown);
  const [code, words] = meanings.get(name) ?? otherwise;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError(code, words, { reason: `${name}: ${reason}` }, { cause: thrown });
}

/** The name of a `DOMException`, wherever it was thrown. */
export function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}

const meanings = new Map<string, [ErrorCode, string]>([
  [
    'QuotaExceededError',
    [
      'storage_full',
      'The browser gives this site no more room on this machine, so this is not saved. Delete projects or results that are not needed, or free disk space, then save again.',
    ],
  ],
  [
    'NoModificationAllowedError',
    [
      'storage_busy',
      'Another tab has this part of the project open for writing, so this is not saved. Close it there or take over here.',
    ],
  ],
  [
    'NotFoundError',
    [
      'storage_lost',
      'What was stored is no longer there: it was cleared in the browser, or by another tab. What is on the screen is still here; save it as a new project or as a file.',
    ],
  ],
]);

const otherwise: [ErrorCode, string] = [
  'storage_failed',
  'The browser could not read or write its storage, so this is not saved. Try again; if it stays so, save the project as a file and reload.',
];

export function unknownProject(id: string): AppError {
  return new AppError('unknown_project', `There is no project ${id} on this machine.`, { id });
}

export function projectBusy(id: string): AppError {
  return new AppError(
    'project_busy',
    'Another tab is working on this project. Look at it here, or take it over.',
    { id },
  );
}

export function projectTaken(id: string): AppError {
  return new AppError(
    'project_taken',
    'Another tab has taken this project over, so nothing more is saved from here. All that was shown as saved is there.',
    { id },
  );
}

export function projectClosed(id: string): AppError {
  return new AppError('storage_closed', 'This project is not open here.', { id });
}

export function newerFormat(id: string, format: number): AppError {
  return new AppError(
    'newer_format',
    `This project was written by a newer version of Assay (format ${format}). It is left as it is; reload the page to get that version.`,
    { id, format },
  );
}
