import { beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/data/app-error';
import type { ExportFormat } from '../../../src/data/export';
import type { TableInfo } from '../../../src/data/table';
import { exportTable } from '../../../src/engine/encode/export-table';
import { exportFrom } from '../../support/export-harness';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(
    `SELECT i AS id, i % 3 AS "group", 'text ' || i AS words FROM range(300000) r(i)`,
  );
});

const csvLines = async (
  from: TableInfo,
  choice: Parameters<typeof exportFrom>[3],
  options = {},
): Promise<string[]> =>
  (await exportFrom(engine, from, { format: 'csv', ...options }, choice)).text
    .trimEnd()
    .split('\r\n');

describe('exportTable', () => {
  it('writes the rows that a filter leaves, in the order and with the columns asked for', async () => {
    const lines = await csvLines(table, {
      columns: ['words', 'id'],
      where: '"id" < 5 AND "group" <> 1',
      sorts: [
        { column: 'group', descending: true },
        { column: 'id', descending: false },
      ],
    });
    expect(lines).toEqual(['words,id', 'text 2,2', 'text 0,0', 'text 3,3']);
  });

  it('keeps ties in the order of the table and puts missing values last', async () => {
    const ties = await engine.tableFromRows(
      ['name', 'size'],
      [
        ['a', null],
        ['b', 1],
        ['c', 2],
        ['d', 1],
      ],
    );
    const sorted = (descending: boolean): Promise<string[]> =>
      csvLines(ties, { columns: ['name'], sorts: [{ column: 'size', descending }] });
    expect(await sorted(false)).toEqual(['name', 'b', 'd', 'c', 'a']);
    expect(await sorted(true)).toEqual(['name', 'c', 'b', 'd', 'a']);
  });

  it('writes a large table in pieces and says how far it is', async () => {
    const seen: number[] = [];
    const { rowCount, text } = await exportFrom(
      engine,
      table,
      { format: 'ndjson' },
      {},
      {
        onProgress: (rows, total) => {
          expect(total).toBe(300_000);
          seen.push(rows);
        },
      },
    );
    expect(rowCount).toBe(300_000);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1)).toBe(300_000);
    expect(text.match(/\n/g)!.length).toBe(300_000);
    expect(text.slice(text.lastIndexOf('{')).trimEnd()).toBe(
      '{"id":299999,"group":2,"words":"text 299999"}',
    );
  });

  it.each(['csv', 'json', 'excel', 'parquet', 'arrow'] satisfies ExportFormat[])(
    'leaves nothing of a cancelled %s and the engine whole',
    async (format) => {
      const controller = new AbortController();
      const failure = await exportFrom(
        engine,
        table,
        { format },
        {},
        {
          signal: controller.signal,
          onProgress: () => controller.abort(),
        },
      ).catch((thrown: AppError) => thrown);
      expect(failure).toMatchObject({ code: 'cancelled' });
      expect((await engine.query('SELECT 1 AS one')).numbers('one')[0]).toBe(1);
    },
  );

  it('aborts what it has begun to write when the engine fails', async () => {
    const calls: string[] = [];
    const sink = {
      write: async () => void calls.push('write'),
      end: async () => void calls.push('end'),
      abort: async () => void calls.push('abort'),
    };
    const request = {
      table,
      name: 't',
      choice: { where: '"nothing" = 1' },
      options: { format: 'csv' as const },
    };
    const open = (): never => expect.unreachable();
    await expect(exportTable(engine.session, open, request, sink)).rejects.toMatchObject({
      code: 'query_failed',
    });
    expect(calls).toEqual(['abort']);
  });

  it.each(['csv', 'tsv', 'json', 'ndjson', 'excel', 'parquet', 'arrow', 'arrow-stream'] as const)(
    'writes a table without rows as %s',
    async (format) => {
      const empty = await engine.table(`SELECT 1 AS a, 'x' AS b LIMIT 0`);
      const { rowCount, sizeBytes } = await exportFrom(engine, empty, { format });
      expect(rowCount).toBe(0);
      if (format !== 'ndjson') expect(sizeBytes).toBeGreaterThan(2);
    },
  );

  it('refuses columns that are not there, and none at all', async () => {
    await expect(csvLines(table, { columns: ['nope'] })).rejects.toThrow('unknown column: nope');
    await expect(csvLines(table, { columns: [] })).rejects.toThrow('No columns are chosen');
  });

  it('refuses more columns than Excel has, in words', async () => {
    const wide = Array.from({ length: 16_385 }, (_, index) => ({
      ...table.columns[0]!,
      name: `c${index}`,
    }));
    const failure = exportFrom(engine, { ...table, columns: wide }, { format: 'excel' });
    await expect(failure).rejects.toThrow('Excel holds 16,384 columns, and these are 16,385');
  });
});

describe('CSV against formulas', () => {
  const texts = ['=1+1', '+1', '-1', '-1.5e3', '-x', '@a', '\tx', '\rx', 'a=1', "'=1", '+'];

  it('puts an apostrophe before texts that a spreadsheet would run, not before numbers', async () => {
    const risky = await engine.tableFromRows(
      ['=name', 'number'],
      texts.map((text) => [text, -5]),
    );
    const { text, notes } = await exportFrom(engine, risky, { format: 'csv' });
    expect(text.split('\r\n').map((line) => line.replace(/,-5$/, ''))).toEqual([
      "'=name,number",
      "'=1+1",
      '+1',
      '-1',
      '-1.5e3',
      "'-x",
      "'@a",
      "'\tx",
      `"'\rx"`,
      'a=1',
      "'=1",
      "'+",
      '',
    ]);
    expect(notes).toEqual(['7 texts that begin like a formula got an apostrophe before them.']);
  });

  it('leaves them as they are when asked to', async () => {
    const risky = await engine.tableFromRows(['x'], [['=1']]);
    expect(await csvLines(risky, {}, { guardFormulas: false })).toEqual(['x', '=1']);
  });

  it('begins with the byte order mark when asked to', async () => {
    const { bytes } = await exportFrom(engine, table, { format: 'csv', byteOrderMark: true });
    expect([...bytes.slice(0, 5)]).toEqual([0xef, 0xbb, 0xbf, 0x69, 0x64]);
  });

  it('tells missing from empty', async () => {
    const rows = await engine.tableFromRows(
      ['a', 'b'],
      [
        [null, ''],
        ['', null],
      ],
    );
    expect(await csvLines(rows, {})).toEqual(['a,b', ',""', '"",']);
  });
});
