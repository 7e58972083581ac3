import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceOptions } from '../../../../src/data/source';
import { createDecoder } from '../../../../src/engine/decode/decoder';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';
import { readers } from '../../../support/readers';

const decoder = createDecoder(readers);
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

const rows = Array.from({ length: 30 }, (_, row) => `x${row},${row},${row}.5,${row * 2},7\n`).join(
  '',
);
const grouped = `,Q1,,Q2,\nplace,sold,kept,sold,kept\n,(kg),(kg),(kg),(t)\n${rows}`;

async function read(text: string, options: SourceOptions): Promise<[string[], number, string[]]> {
  const table = await harness.read(text, 'a.csv', options);
  const aside = table.rejected.lines.map(({ reason }) => reason);
  return [table.columns.map(({ name }) => name), table.rowCount, aside];
}

describe('lines of column names, counted by hand', () => {
  it('name the columns together', async () => {
    expect(await read(grouped, { headerRows: 3 })).toEqual([
      ['place', 'Q1 sold (kg)', 'Q1 kept (kg)', 'Q2 sold (kg)', 'Q2 kept (t)'],
      30,
      [],
    ]);
    expect((await read(grouped, { headerRows: 2 }))[0]).toEqual([
      'place',
      'Q1 sold',
      'Q1 kept',
      'Q2 sold',
      'Q2 kept',
    ]);
  });

  it('may be none: every line is a row then', async () => {
    const [names, count] = await read('a,b\n1,2\n3,4\n', { headerRows: 0 });
    expect([names, count]).toEqual([['column1', 'column2'], 3]);
  });

  it('may be one over rows that look like it, or above names that are rows', async () => {
    expect((await read('1,2\n3,4\n', { headerRows: 1 })).slice(0, 2)).toEqual([['1', '2'], 1]);
    const [names, count] = await read('a,b\nx,y\nz,w\nx,y\n', { headerRows: 1 });
    expect([names, count]).toEqual([['a', 'b'], 3]);
  });

  it('say more than a wish for names', async () => {
    expect((await read('a,b\n1,2\n', { header: true, headerRows: 0 }))[1]).toBe(2);
  });

  it('begin below the lines that are passed over, whatever these look like', async () => {
    const text = `Sales\nof,all,,,\n${grouped}`;
    expect(await read(text, { skipLines: 2, headerRows: 2 })).toEqual([
      ['place', 'Q1 sold', 'Q1 kept', 'Q2 sold', 'Q2 kept'],
      31,
      ['passed over, as asked for', 'passed over, as asked for'],
    ]);
  });

  it('may be more than the file has', async () => {
    expect((await read('a,b\nc,d\n', { headerRows: 5 })).slice(0, 2)).toEqual([['a c', 'b d'], 0]);
  });

  it('are guessed with a reason, and as they are where they were chosen', async () => {
    const guessOf = async (options: SourceOptions): Promise<unknown> => {
      const { guesses } = await decoder.preview(new Blob([grouped]), 'a.csv', options);
      return guesses.find(({ field }) => field === 'headerRows');
    };
    expect(await guessOf({})).toMatchObject({
      value: 3,
      reason: '3 lines of groups, names or units stand over the rows, unlike them',
    });
    expect(await guessOf({ headerRows: 1 })).toMatchObject({ value: 1, reason: 'you chose it' });
  });
});
