import { beforeAll, describe, expect, it } from 'vitest';
import { quoteName, quoteText } from '../../src/data/sql';
import { drawTopValues } from '../../src/figures/profile/top-values';
import { plainMarkup } from '../../src/figures/plain-markup';
import { naughtyTexts } from '../engine/encode/naughty-texts';
import { exportFrom } from '../support/export-harness';
import { createImportHarness, type ImportHarness } from '../support/import-harness';
import { judge, tableOf } from '../support/outcome';

let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

/** Where a text from outside may stand, and what must hold there: of all texts at once, or of one by one. */
const places: [place: string, check: () => Promise<void>][] = [
  [
    'values of JSON',
    () => expectValues(JSON.stringify(naughtyTexts.map((a, id) => ({ id, a }))), 'a.json'),
  ],
  ['values of CSV', () => expectValues(csvOf(naughtyTexts), 'a.csv')],
  [
    'column names of JSON',
    () => each((text) => expectName(`[{"id": 1, ${JSON.stringify(text)}: 2}]`, 'a.json', text)),
  ],
  [
    'column names of CSV',
    () => each((text) => expectName(`id,${csvCell(text)}\n${plainRows}`, 'a.csv', text)),
  ],
  ['names of files', () => each(expectFileName)],
  ['identifiers and texts of SQL', () => each(expectSql)],
  ['labels of charts', () => each(expectLabel)],
  ['exports that are opened again', expectRoundTrips],
];

describe('naughty strings (the same text in every place)', () => {
  it.for(places)('as %s', async ([, check], { task }) => {
    task.meta.inputs = naughtyTexts.length;
    await check();
  });
});

const plainRows = '1,2\n'.repeat(400);

async function each(check: (text: string) => Promise<void> | void): Promise<void> {
  const faults: string[] = [];
  for (const text of naughtyTexts) {
    try {
      await check(text);
    } catch (thrown) {
      faults.push(`${JSON.stringify(text)}: ${String((thrown as Error).message)}`);
    }
  }
  expect(faults).toEqual([]);
}

function expectValues(content: string | Uint8Array<ArrayBuffer>, file: string): Promise<void> {
  return judge(harness, harness.read(content, file), async (outcome) => {
    const rows = await harness.texts(tableOf(outcome));
    expect(rows.map(([, text]) => text ?? '')).toEqual(naughtyTexts);
  });
}

/** Names that the engine cannot tell apart or hold are repaired, and only those. */
function expectName(content: string, file: string, text: string): Promise<void> {
  return judge(harness, harness.read(content, file), async (outcome) => {
    const { columns } = tableOf(outcome);
    const { name } = columns.at(-1)!;
    if (text.toLowerCase() === 'id') return expect(name).toBe(`${text}_1`);
    const kept = text.replace(/^\ufeff+/, '').replaceAll('\0', '␀');
    expect(name).toBe(kept === '' ? 'column2' : kept);
  });
}

function expectFileName(text: string): Promise<void> {
  return judge(harness, harness.read('a,b\n1,2\n', `${text}.csv`), async (outcome) => {
    expect(await harness.texts(tableOf(outcome))).toEqual([['1', '2']]);
  });
}

async function expectSql(text: string): Promise<void> {
  const name = text === '' || text.includes('\0') ? 'x' : text;
  const answer = await harness.engine.query(`SELECT ${quoteText(text)} AS ${quoteName(name)}`);
  const shown = name.replace(/^\ufeff/, '');
  expect(answer.names).toEqual([shown]);
  expect(answer.texts(shown)[0]).toBe(text);
}

/** What is drawn has no markup of the text's own that could do anything, and says what the text says. */
function expectLabel(text: string): void {
  const figure = plainMarkup(drawTopValues(text, [{ value: text, count: 2 }], 3, 1));
  const drawn = JSON.stringify(figure, (key, value: unknown) =>
    key === 'customdata' ? undefined : value,
  );
  expect(drawn).not.toMatch(/<(?!\/?(br|b|i|em|strong|sub|sup|extra)\s*\/?>)/i);
}

async function expectRoundTrips(): Promise<void> {
  const table = await harness.engine.tableFromRows(
    ['id', 'a'],
    naughtyTexts.map((text, id) => [id, text]),
  );
  const options = { guardFormulas: false };
  const files = await Promise.all(
    (['csv', 'json', 'parquet', 'arrow'] as const).map(async (format) => ({
      format,
      ...(await exportFrom(harness.engine, table, { format, ...options })),
    })),
  );
  await harness.engine.query(`DROP TABLE ${table.relation}`);
  for (const { format, bytes } of files) await expectValues(bytes, `a.${format}`);
}

function csvOf(texts: readonly string[]): string {
  return `id,a\n${texts.map((text, id) => `${id},${csvCell(text)}\n`).join('')}`;
}

function csvCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
