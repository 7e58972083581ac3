/** Every failure that a person can meet has one of these codes; the text beside it may change, the code may not. */
export const errorCodes = [
  'bad_param',
  'missing_input',
  'unavailable',
  'unknown_operator',
  'unknown_cell',
  'unknown_column',
  'unreadable_file',
  'empty_file',
  'unsupported_format',
  'query_failed',
  'not_allowed',
  'out_of_memory',
  'too_large',
  'engine_crashed',
  'cancelled',
  'training_failed',
  'script_failed',
  'timed_out',
  'not_trusted',
  'bad_document',
  'bad_value',
  'storage_full',
  'storage_busy',
  'storage_lost',
  'storage_failed',
  'storage_closed',
  'storage_damaged',
  'unknown_project',
  'project_busy',
  'project_taken',
  'newer_format',
  'read_only',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What else is known about a failure: the SQL, the position in it, the column, the value. Plain data. */
export type ErrorDetails = Record<string, string | number | boolean | undefined>;

/**
 * A failure in words a person can act on: what is wrong, the value, what to do.
 * It crosses worker boundaries as plain data and arrives as the same class with the same code.
 */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Plain form of an error, for `postMessage`. */
export interface ErrorRecord {
  code: ErrorCode;
  message: string;
  details: ErrorDetails;
}

/** Any thrown value as an `AppError`; what is not one already becomes `internal` with its own words. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return cancelled();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  return new AppError('internal', message, { stack }, { cause: thrown });
}

export function toErrorRecord(thrown: unknown): ErrorRecord {
  const { code, message, details } = toAppError(thrown);
  return { code, message, details };
}

export function fromErrorRecord(record: ErrorRecord): AppError {
  return new AppError(record.code, record.message, record.details);
}

export function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled.');
}

export function isCancelled(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'cancelled';
}
