import { expect } from 'vitest';
import type { ImportHarness } from './import-harness';
import { judge, refusalOf, tableOf } from './outcome';

/** Whether a document must be read (`y`), must be refused (`n`), or may be either (`i`), as JSONTestSuite names it. */
export type Verdict = 'y' | 'n' | 'i';

type Row = (string | number | boolean | null)[];

/** Reads a document as the page does and holds it to its verdict; `JSON.parse` says what must be in it. */
export function checkDocument(
  harness: ImportHarness,
  bytes: Uint8Array<ArrayBuffer>,
  verdict: Verdict,
): Promise<void> {
  return judge(harness, harness.read(bytes, `${verdict}.json`), async (outcome) => {
    if (verdict === 'n') refusalOf(outcome, refusalWords, 'unreadable_file', 'empty_file');
    if (verdict !== 'y') return;
    const table = tableOf(outcome);
    const found = await harness.texts(table);
    const expected = rowsOf(withinList(JSON.parse(new TextDecoder().decode(bytes)), table.notes));
    expect(found.map((row) => row.map(toValue))).toEqual(expected.map((row) => row.map(toValue)));
  });
}

const refusalWords =
  /is no valid JSON: .+ \(line [\d,]+, column [\d,]+\)\.$|is empty: there is nothing/s;

/** The list that the rows were taken from, where a note says so. */
function withinList(document: unknown, notes: string[]): unknown {
  const [, key] = /^The rows were taken from "(.+?)"/.exec(notes.join('\n')) ?? [];
  return key === undefined ? document : (document as Record<string, unknown>)[key];
}

function rowsOf(document: unknown): Row[] {
  const records: unknown[] = Array.isArray(document) ? document : [document];
  const rows = records.map(valuesOf);
  if (rows.every((row) => row.length === 0)) return records.map((record) => [asText(record)]);
  return rows.map((row) => (row.length === 0 ? [null] : row));
}

/** The values of a record: of an object by its keys, however deep, of a list, or one that is alone. */
function valuesOf(record: unknown): Row {
  if (Array.isArray(record)) return record.map(asText);
  return isObject(record) ? Object.values(record).flatMap(membersOf) : [asText(record)];
}

function membersOf(value: unknown): Row {
  return isObject(value) && Object.keys(value).length > 0
    ? Object.values(value).flatMap(membersOf)
    : [asText(value)];
}

function asText(value: unknown): Row[number] {
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value)
    : (value as Row[number]);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Numbers in one writing, whoever wrote them. */
function toValue(value: Row[number]): string | null {
  if (value === null) return null;
  const text = String(value);
  return text.trim() !== '' && Number.isFinite(Number(text)) ? String(Number(text) + 0) : text;
}
