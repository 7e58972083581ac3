import { beforeAll, describe, expect, it } from 'vitest';
import { createImportHarness, type ImportHarness } from '../support/import-harness';
import { judge, refusalOf, tableOf } from '../support/outcome';

let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

const list = (count: number, value: (index: number) => string | number): string =>
  Array.from({ length: count }, (_, index) => value(index)).join(',');
const wide = (count: number, name: string): string =>
  [
    list(count, (index) => `${name}${index}`),
    ...['i', 'j', 'k'].map(() => list(count, (index) => index)),
  ].join('\n');

describe('large pathologies (each with one right answer)', () => {
  it.each([
    ['5,000 columns', 5_000, 'c'],
    ['10,000 columns with names of 60 letters', 10_000, 'n'.repeat(56)],
  ])('reads %s', (_, count, name) =>
    judge(harness, harness.read(wide(count, name), 'wide.csv'), async (outcome) => {
      const { rowCount, columns, rejected } = tableOf(outcome);
      expect([rowCount, columns.length, rejected.count]).toEqual([3, count, 0]);
      expect(columns.at(-1)).toMatchObject({ name: `${name}${count - 1}`, type: 'BIGINT' });
    }),
  );

  it('refuses 100,000 columns with the limit', () =>
    judge(harness, harness.read(wide(100_000, 'c'), 'wide.csv'), (outcome) => {
      const words = /has 100,000 columns, more than the 16,384 that a table may have/;
      refusalOf(outcome, words, 'too_large');
    }));

  it('reads some of 100,000 columns, with the lines that are set aside', () => {
    const text = `${wide(100_000, 'c')}\nno row\n`;
    const columns = [
      'c99999',
      'c0',
      ...Array.from({ length: 2_000 }, (_, at) => `c${at * 40 + 1}`),
    ];
    return judge(harness, harness.read(text, 'wide.csv', { columns }), async (outcome) => {
      const table = tableOf(outcome);
      expect([table.rowCount, table.columns.length, table.rejected.count]).toEqual([3, 2_002, 1]);
      expect(table.columns.at(-1)).toEqual({ name: 'c99999', type: 'BIGINT' });
      expect((await harness.texts(table))[2]!.slice(0, 3)).toEqual(['0', '1', '41']);
      expect(table.notes.join(' ')).toMatch('2,002 columns of the 100,000 in the file were read');
    });
  });

  it('refuses more of the columns than a table may have', () =>
    judge(
      harness,
      harness.read(wide(20_000, 'c'), 'wide.csv', {
        columns: Array.from({ length: 17_000 }, (_, at) => `c${at}`),
      }),
      (outcome) => {
        refusalOf(outcome, /has 17,000 columns, more than the 16,384/, 'too_large');
      },
    ));

  it.each([
    ['CSV', 'large.csv', ['id,text\n1,', '\n2,y\n']],
    ['lines of JSON', 'large.ndjson', ['{"id": 1, "text": "', '"}\n{"id": 2, "text": "y"}\n']],
    ['JSON', 'large.json', ['[{"id": 1, "text": "', '"}, {"id": 2, "text": "y"}]']],
  ] as const)('reads a cell of 100 MB in %s', (_, file, [before, after]) => {
    const blob = new Blob([before, new Uint8Array(100_000_000).fill(0x78), after]);
    return judge(harness, harness.read(blob, file), async (outcome) => {
      const { relation } = tableOf(outcome);
      const answer = await harness.engine.query(
        `SELECT length(text)::DOUBLE AS size FROM ${relation} ORDER BY id`,
      );
      expect(Array.from(answer.numbers('size'))).toEqual([100_000_000, 1]);
    });
  });

  it('reads ten million distinct values', () => {
    const parts = Array.from({ length: 100 }, (_, part) =>
      Array.from({ length: 100_000 }, (_, row) => `${part * 100_000 + row}\n`).join(''),
    );
    return judge(
      harness,
      harness.read(new Blob(['id\n', ...parts]), 'ids.csv'),
      async (outcome) => {
        const { relation, rowCount } = tableOf(outcome);
        const answer = await harness.engine.query(
          `SELECT count(DISTINCT id)::DOUBLE AS many FROM ${relation}`,
        );
        expect([rowCount, answer.numbers('many')[0]]).toEqual([10_000_000, 10_000_000]);
      },
    );
  });
});
