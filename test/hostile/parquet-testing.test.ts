import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportedTable } from '../../src/engine/decode/import-ports';
import expected from '../fixtures/hostile/parquet_testing.json';
import { corpusFiles, corpusPath } from '../support/corpora';
import { createImportHarness, type ImportHarness } from '../support/import-harness';
import { judge, refusalOf, tableOf } from '../support/outcome';

type Expected =
  | { rows: number; columns: { name: string; sha256: string; first: string[] }[] }
  | { refused: string };

const corpus = 'parquet-testing';
const files = corpusFiles(corpus, /\.parquet(\.encrypted)?$/);
const answers = new Map(Object.entries(expected.files as Record<string, Expected>));

/** Files that are refused here, whoever else reads them, and the reason that must be said. */
const refused: [pattern: RegExp, reason: RegExp][] = [
  [/\.encrypted$/, /it is encrypted|is an encrypted Parquet file/],
  [
    /corrupt-checksum/,
    /the checksum of a page does not fit its bytes \(column "\w+", row group 1\)/,
  ],
  [/large_string_map\.brotli/, /one page of its column "arr.key_value.key" unpacks to 1.0 GiB/],
  [/nation\.dict-malformed/, /a page is longer than its place \(column "name", row group 1\)/],
  [/dict-page-offset-zero/, /of a kind that is not known here \(.*list element type/],
  [/repeated_no_annotation/, /it says that it has 0 rows, and its row groups have 6/],
  [/GH-41317/, /list element type/],
  [/GH-41321/, /the head of a page is broken: it breaks off \(column "large_binary"/],
  [/GH-45185|GH-47662|GH-6229-LEVELS/, /the values of a page cannot be decoded/],
  [/GH-6229-DICTHEADER/, /the head of a page is broken: it breaks off \(column "name"/],
  [/PARQUET-1481/, /Unexpected Type -7/],
];
/** Read here, though PyArrow refuses it. */
const readHere = 'data/incorrect_map_schema.parquet';
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe('parquet-testing (read as PyArrow reads it, or refused with the reason)', () => {
  it('knows what is in 96 files', ({ task }) => {
    task.meta.inputs = 0;
    expect(answers.size).toBe(96);
  });

  it.each(files)('%s', (name) => {
    const file = new Blob([readFileSync(corpusPath(`${corpus}/${name}`))]);
    return judge(harness, harness.read(file, name), async (outcome) => {
      const [, reason] = refused.find(([pattern]) => pattern.test(name)) ?? [];
      if (reason) return void refusalOf(outcome, reason);
      const table = tableOf(outcome);
      if (name !== readHere) await expectValues(table, answers.get(name)!);
    });
  });
});

async function expectValues(table: ImportedTable, answer: Expected): Promise<void> {
  if ('refused' in answer) throw new Error(`PyArrow refuses it: ${answer.refused}`);
  expect(table.rowCount).toBe(answer.rows);
  expect(table.columns.map(({ name }) => name)).toEqual(answer.columns.map(({ name }) => name));
  for (const [index, { name, sha256, first }] of answer.columns.entries()) {
    const written = await writtenValues(table, index);
    expect([name, written.slice(0, 3)]).toEqual([name, first]);
    const digest = createHash('sha256').update(written.join('\n')).digest('hex');
    expect([name, digest]).toEqual([name, sha256]);
  }
}

/** The values of a column, written as the fixture writes them. */
async function writtenValues(table: ImportedTable, index: number): Promise<string[]> {
  const { name, type } = table.columns[index]!;
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const isFloat = type === 'FLOAT' || type === 'DOUBLE';
  const isNested = /(\[\d*\]|\))$/.test(type) && !type.startsWith('DECIMAL');
  const value = isNested
    ? quoted
    : isFloat
      ? `${quoted}::DOUBLE`
      : `${type === 'TIMESTAMP' ? `epoch_us(${quoted})` : quoted}::VARCHAR`;
  const answer = await harness.engine.query(`SELECT ${value} AS v FROM ${table.relation}`);
  return Array.from(answer.values('v'), (found) => {
    if (found === null) return 'null';
    if (isNested) return JSON.stringify(toPlain(found));
    return isFloat ? doubleBits(Number(found)) : compactNumbers(String(found));
  });
}

/** Lists and structs as arrays and objects, with numbers as JavaScript has them. */
function toPlain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value !== 'object') return value ?? null;
  if (Symbol.iterator in value) return Array.from(value as Iterable<unknown>, toPlain);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toPlain(item)]));
}

function doubleBits(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}

/** JSON text with its numbers as JavaScript writes them; other text as it is. */
function compactNumbers(text: string): string {
  return /^[[{]/.test(text) ? JSON.stringify(JSON.parse(text)) : text;
}
