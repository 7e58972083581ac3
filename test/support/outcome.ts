import { expect } from 'vitest';
import { AppError, type ErrorCode } from '../../src/data/app-error';
import type { ImportedTable } from '../../src/engine/decode/import-ports';
import type { ImportHarness } from './import-harness';

/** What became of a file: a table, or a failure in words. Anything else that is thrown is a bug, and thrown on. */
export type Outcome = { table: ImportedTable } | { refusal: AppError };

async function outcomeOf(reading: Promise<ImportedTable>): Promise<Outcome> {
  try {
    return { table: await reading };
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code === 'internal') throw thrown;
    return { refusal: thrown };
  }
}

/** Checks what became of a file, then drops it: nothing else may stand in the engine afterwards. */
export async function judge(
  harness: ImportHarness,
  reading: Promise<ImportedTable>,
  check: (outcome: Outcome) => Promise<void> | void,
): Promise<void> {
  const outcome = await outcomeOf(reading);
  try {
    await check(outcome);
  } finally {
    if ('table' in outcome) await harness.engine.query(`DROP TABLE ${outcome.table.relation}`);
  }
  expect(await harness.leftovers()).toEqual([]);
}

/** The table, where one must have come of it. */
export function tableOf(outcome: Outcome): ImportedTable {
  if ('refusal' in outcome) throw new Error(`refused: ${outcome.refusal.message}`);
  return outcome.table;
}

/** The refusal, where one must have come of it; its code is among these and its words name the reason. */
export function refusalOf(outcome: Outcome, words: RegExp, ...codes: ErrorCode[]): AppError {
  if ('table' in outcome) throw new Error(`read: ${outcome.table.rowCount} rows`);
  const { refusal } = outcome;
  expect(refusal.message).toMatch(words);
  if (codes.length > 0) expect(codes).toContain(refusal.code);
  return refusal;
}
