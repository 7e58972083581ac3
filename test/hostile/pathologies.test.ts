import { beforeAll, describe, expect, it } from 'vitest';
import { noRejects } from '../../src/data/table';
import type { ImportedTable } from '../../src/engine/decode/import-ports';
import { createImportHarness, type ImportHarness } from '../support/import-harness';
import { judge, refusalOf, tableOf } from '../support/outcome';
import { columnarFiles } from '../support/pathologies/columnar-files';
import { jsonFiles } from '../support/pathologies/json-files';
import type { Expectation } from '../support/pathologies/pathology';
import { packedFiles } from '../support/pathologies/packed-files';
import { textFiles } from '../support/pathologies/text-files';
import { values } from '../support/pathologies/values';
import { vanishingFiles } from '../support/pathologies/vanishing-files';

const all = [
  ...textFiles,
  ...values,
  ...jsonFiles,
  ...columnarFiles,
  ...packedFiles,
  ...vanishingFiles,
];
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe('pathologies (each with one right answer)', () => {
  it.each(all)('$title', ({ file, make, expected }) =>
    judge(harness, harness.read(make(), file), async (outcome) => {
      if ('refused' in expected) refusalOf(outcome, expected.refused);
      else await expectTable(tableOf(outcome), expected);
    }),
  );
});

async function expectTable(
  table: ImportedTable,
  expected: Exclude<Expectation, { refused: RegExp }>,
): Promise<void> {
  const { rowCount, rejected, repaired = noRejects, columns, notes } = table;
  const { rows, names, types, texts, columnCount, note } = expected;
  expect([rowCount, rejected.count, repaired.count]).toEqual([
    rows,
    expected.rejected ?? 0,
    expected.repaired ?? 0,
  ]);
  if (names) expect(columns.map(({ name }) => name)).toEqual(names);
  if (types) expect(columns.map(({ type }) => type)).toEqual(types);
  if (columnCount) expect(columns.length).toBe(columnCount);
  if (note) expect(notes.join('\n')).toMatch(note);
  if (texts) expect((await harness.texts(table)).slice(0, texts.length)).toEqual(texts);
}
