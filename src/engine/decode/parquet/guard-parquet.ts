import { AppError } from '../../../data/app-error';
import type { ParquetRuntime } from './parquet-runtime';

/** Calls the reader's module; its crashes are failures of the call that met them. */
export type ParquetGuard = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * A guard for one file; `diagnose` may name the fault that the module only gave up on.
 * @throws AppError `unreadable_file`.
 */
export function guardParquet(
  runtime: ParquetRuntime,
  name: string,
  diagnose: () => Promise<string | undefined>,
): ParquetGuard {
  return async (call) => {
    let stop = (): void => undefined;
    const crash = new Promise<never>((_, reject) => {
      stop = runtime.onCrash(reject);
    });
    try {
      return await Promise.race([call(), crash]);
    } catch (thrown) {
      throw thrown instanceof AppError
        ? thrown
        : unreadableParquet(name, await reasonOf(thrown, diagnose), thrown);
    } finally {
      stop();
    }
  };
}

/** The failure of a file that is damaged, with the reason. */
export function unreadableParquet(name: string, reason: string, cause?: unknown): AppError {
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be read as Parquet: ${reason}. Get the file once more, or write it anew.`,
    { name, reason },
    { cause },
  );
}

async function reasonOf(
  thrown: unknown,
  diagnose: () => Promise<string | undefined>,
): Promise<string> {
  const fault = await diagnose();
  return fault ? `it is damaged: ${fault}` : wordsOf(thrown);
}

/** What the module says; a crash of it says nothing. */
function wordsOf(thrown: unknown): string {
  const raw = thrown instanceof Error ? thrown.message : String(thrown);
  const isCrash = /^(unreachable|memory access|index out of bounds|null function)/.test(raw);
  if (isCrash) return 'it is damaged: the values of a page cannot be decoded';
  return `it is damaged, or of a kind that is not known here (${raw.replace(/^Parquet error: /, '')})`;
}
