import { AppError } from '../../data/app-error';
import type { TableInfo } from '../../data/table';
import type { ScriptAnswer } from '../../engine/script/read-answer';
import { runScript } from '../../engine/script/run-script';
import type { ScriptLog } from '../../engine/script/script-log';
import type { RunContext } from '../contract';
import { badParam } from '../params';
import { ScriptInputs } from './script-inputs';
import type { ScriptParams } from './script-params';

/** Seconds beyond its limit after which a script is ended from outside. */
const graceSeconds = 1;

/** What a script returned and wrote. */
export interface ScriptOutcome {
  answer: ScriptAnswer;
  log: ScriptLog;
}

/**
 * Runs a script over tables. A column that its code does not mention by name is brought when it turns out to be looked
 * at: the script then runs once more from its start.
 */
export async function runOverTables(
  tables: readonly TableInfo[],
  params: ScriptParams,
  wanted: 'table' | 'any',
  context: RunContext,
): Promise<ScriptOutcome> {
  const { code, names, seed, timeLimit } = params;
  if (code.trim() === '') throw badParam('code', code, 'write a script that ends with return');
  if (code.includes('\0')) throw badParam('code', code, 'take the NUL character out');
  if (names.length !== tables.length) {
    throw new AppError(
      'missing_input',
      `${tables.length} tables but ${names.length} names: run the cell again`,
    );
  }
  context.progress(0, 'Bringing the columns that the script names');
  const inputs = new ScriptInputs(tables, code, context);
  await inputs.bringMentioned();
  for (;;) {
    await context.pause();
    const quickjs = await context.interpreter();
    context.progress(0, 'Running the script');
    await context.endAfter(timeLimit + graceSeconds, ended(timeLimit));
    const end = runScript(quickjs, {
      code,
      tables: tables.map((table, index) => describeTable(table, names[index]!)),
      columnAt: (table, column) => inputs.columnAt(table, column),
      seed,
      timeLimitSeconds: timeLimit,
      wanted,
      onProgress: (share, message) => context.progress(share, message),
    });
    if (end.kind === 'answer') return end;
    for (const table of end.tables) await inputs.bringAll(table);
  }
}

function describeTable(
  { rowCount, columns }: TableInfo,
  name: string,
): { name: string; rowCount: number; columns: { name: string; type: string; kind: string }[] } {
  return { name, rowCount, columns: columns.map(({ name, type, kind }) => ({ name, type, kind })) };
}

function ended(seconds: number): AppError {
  return new AppError(
    'timed_out',
    `The script was stopped after ${seconds} seconds, its time limit, in the middle of one long step. Raise the limit, or take fewer rows.`,
  );
}
