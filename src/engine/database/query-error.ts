import { AppError, type ErrorCode } from '../../data/app-error';

/** What the engine threw, as words, with the place in the statement where it names one. */
export function toQueryError(thrown: unknown, sql: string): AppError {
  const raw = readMessage(thrown);
  const code = codeOf(raw, thrown);
  const details = {
    sql,
    engineMessage: raw,
    position: readPosition(thrown, sql) ?? findPosition(raw, sql),
  };
  return new AppError(code, wordsFor(code, raw), details, { cause: thrown });
}

/** Some failures come as JSON (`{"exception_type":…,"exception_message":…}`), the others as text. */
function readMessage(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  if (!text.startsWith('{')) return text;
  try {
    const { exception_type: type, exception_message: message } = JSON.parse(text) as Record<
      string,
      string
    >;
    return `${type} Error: ${message}`;
  } catch {
    return text;
  }
}

/** Failures that come as JSON may name the place themselves, counted in bytes of UTF-8. */
function readPosition(thrown: unknown, sql: string): number | undefined {
  const named = /"position":"(\d+)"\}?$/.exec(thrown instanceof Error ? thrown.message : '');
  if (!named) return undefined;
  const before = new TextEncoder().encode(sql).subarray(0, Number(named[1]));
  return new TextDecoder().decode(before).length;
}

function codeOf(raw: string, thrown: unknown): ErrorCode {
  if (
    /out of memory|(failed to|could not) allocate|memory access out of bounds|bad_alloc/i.test(raw)
  )
    return 'out_of_memory';
  if (thrown instanceof WebAssembly.RuntimeError) return 'engine_crashed';
  if (/^Permission Error|disabled by configuration|configuration has been locked/.test(raw))
    return 'not_allowed';
  return 'query_failed';
}

function wordsFor(code: ErrorCode, raw: string): string {
  switch (code) {
    case 'out_of_memory':
      return 'The query needs more memory than this tab has. Take fewer columns or rows, or aggregate first.';
    case 'not_allowed':
      return `${firstParagraph(raw)}: the engine reads only the tables of this notebook and reaches nothing else.`;
    case 'engine_crashed':
      return 'The engine stopped in the middle of the query. It is started again; run the cell once more.';
    default:
      return firstParagraph(raw);
  }
}

function firstParagraph(raw: string): string {
  return raw.split('\n\n')[0]!.trim();
}

/**
 * Offset of the error in `sql`, from the caret that DuckDB draws below the line:
 * `LINE 2: select nope` and, on the next line, `^`.
 */
export function findPosition(raw: string, sql: string): number | undefined {
  const drawn = /^LINE (\d+): (.*)\n( *)\^/m.exec(raw);
  if (!drawn) return undefined;
  const [, lineNumber, shown, indent] = drawn;
  const lines = sql.split('\n');
  const line = Number(lineNumber) - 1;
  if (lines[line] === undefined) return undefined;
  const lineStart = lines.slice(0, line).reduce((length, text) => length + text.length + 1, 0);
  const prefix = `LINE ${lineNumber}: `.length;
  const inShown = Math.max(0, indent!.length - prefix);
  const cut = /^\.\.\./.test(shown!)
    ? Math.max(0, lines[line].indexOf(shown!.slice(3).replace(/\.\.\.$/, '')) - 3)
    : 0;
  return Math.min(lineStart + cut + inShown, sql.length);
}
