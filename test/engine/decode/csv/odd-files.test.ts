import { beforeAll, describe, expect, it } from 'vitest';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';

let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe('small files as people have them', () => {
  it('of two tables of different widths give both', async () => {
    const text =
      'Cities\nname,people\nUlm,126000\nBonn,331000\nKöln,1073000\n\nRivers\nname,km,sea\nRhein,1233,North\nElbe,1094,North\nOder,866,Baltic\n';
    const parts = ['Table 1: Cities', 'Table 2: Rivers'];
    const table = await harness.read(text, 'a.csv', { part: parts[0] });
    expect(table.parts?.map(({ name }) => name)).toEqual(parts);
    expect(await harness.texts(table)).toEqual([
      ['Ulm', '126000'],
      ['Bonn', '331000'],
      ['Köln', '1073000'],
    ]);
    const other = await harness.read(text, 'a.csv', { part: parts[1] });
    expect(other.columns.map(({ name }) => name)).toEqual(['name', 'km', 'sea']);
  });

  it('of lines of one form have no line of names', async () => {
    const lines = Array.from(
      { length: 15 },
      (_, line) => `2024-01-${10 + line} 10:00:0${line % 10} INFO job ${line} took ${3 * line}ms\n`,
    );
    const table = await harness.read(lines.join(''), 'a.log');
    expect(table.columns).toEqual([{ name: 'column1', type: 'VARCHAR' }]);
    expect(table.rowCount).toBe(15);
    const codes = await harness.read('AB-12-34\nCD-56-78\nEF-90-12\n', 'a.txt');
    expect(codes.rowCount).toBe(3);
    const named = await harness.read('name\nAnna\nBob\n', 'a.txt');
    expect(named.columns[0]!.name).toBe('name');
  });

  it('of names in two lines do not say that one line may be names', async () => {
    const rows = Array.from({ length: 12 }, (_, row) => `R${row},${row},2,3,4\n`).join('');
    const { notes } = await harness.read(
      `Region,2022,,2023,\n,Sold,Kept,Sold,Kept\n${rows}`,
      'a.csv',
    );
    expect(notes).toEqual(['2 lines name the columns together.']);
  });
});
