import { AppError } from '../../data/app-error';
import { formatBytes } from '../../data/format';
import type { ScriptLog } from './script-log';

/** The name that the interpreter knows the code of a person by. */
export const scriptFile = 'script.js';
/** The code as a function, which begins in the second line, is checked strictly and may wait. */
export function scriptFunction(code: string): string {
  return `(async function () { 'use strict';\n${code}\n})`;
}

/** What was thrown in a script, as the interpreter tells it. */
export interface Thrown {
  name: string;
  message: string;
  stack: string;
}

/** The place in the code where it was thrown, both counted from 1. */
interface Place {
  line: number;
  column: number | undefined;
}

/** The failure of a script in words, with its place in the code and what was logged until then. */
export function scriptFailure(
  thrown: Thrown,
  code: string,
  log: ScriptLog,
  memoryBytes: number,
): AppError {
  const place = findPlace(thrown.stack, code);
  const where = place ? ` (line ${place.line})` : '';
  const isMemory = thrown.name === 'InternalError' && thrown.message === 'out of memory';
  const words = isMemory
    ? `The script needed more memory than the ${formatBytes(memoryBytes)} that it may have${where}. Take fewer rows or columns, or add up as you go.`
    : `${thrown.name}: ${thrown.message}${where}`;
  return new AppError(
    isMemory ? 'out_of_memory' : 'script_failed',
    words,
    details(place, code, log),
  );
}

/** The script was stopped at its time limit. Where it was then, the interpreter does not tell. */
export function outOfTime(seconds: number, log: ScriptLog): AppError {
  return new AppError(
    'timed_out',
    `The script was stopped after ${seconds} seconds, its time limit. Does a loop never end? Else raise the limit, or take fewer rows.`,
    details(undefined, '', log),
  );
}

function details(
  place: Place | undefined,
  code: string,
  { lines, cut }: ScriptLog,
): AppError['details'] {
  const rest = cut > 0 ? [`… ${cut} more`] : [];
  const log = lines.length > 0 ? [...lines, ...rest].join('\n') : undefined;
  return { ...place, position: place && offsetOf(place, code), log };
}

/** The innermost frame that is in the code; the head is one line. */
function findPlace(stack: string, code: string): Place | undefined {
  const frame = /\bscript\.js:(\d+)(?::(\d+))?/.exec(stack);
  if (!frame) return undefined;
  const lines = code.split('\n');
  const line = Number(frame[1]) - 1;
  if (line < 1) return undefined;
  if (line > lines.length) return { line: lines.length, column: undefined };
  return { line, column: frame[2] === undefined ? undefined : Number(frame[2]) };
}

function offsetOf({ line, column }: Place, code: string): number {
  const lines = code.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const text = lines[line - 1] ?? '';
  const indent = text.length - text.trimStart().length;
  return before + Math.min(column === undefined ? indent : column - 1, text.length);
}
