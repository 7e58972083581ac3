import readWorkbook from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { ExcelEncoder } from '../../../src/engine/encode/excel-encoder';
import { columnLetters, excelSheets, sheetName } from '../../../src/engine/encode/excel-limits';
import { planColumns } from '../../../src/engine/encode/export-columns';
import { exportQuery } from '../../../src/engine/encode/export-query';
import { exportFrom } from '../../support/export-harness';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

describe('ExcelEncoder', () => {
  it('goes on in another sheet where one is full, each with its line of names', async () => {
    const table = await engine.table('SELECT i AS id FROM range(25) r(i)');
    const columns = planColumns(table.columns, 'excel');
    const encoder = new ExcelEncoder(columns, 'data', 10);
    const pieces = engine.session.stream(exportQuery(table, columns, {}, 'numbered'), 2 ** 20);
    const parts: Uint8Array[] = [];
    for await (const piece of pieces) parts.push(...(await encoder.write(piece)).parts);
    const last = await encoder.end();
    const workbook = await readWorkbook(Buffer.concat([...parts, ...last.parts]));
    expect(workbook.map(({ sheet }) => sheet)).toEqual(['data', 'data (2)', 'data (3)']);
    expect(workbook.map(({ data }) => data.length)).toEqual([11, 11, 6]);
    expect(workbook[1]!.data.slice(0, 2)).toEqual([['id'], [10]]);
    expect(last.notes).toEqual(['The rows stand on 3 sheets, since one holds 1,048,576.']);
  });

  it('cuts texts longer than a cell, between characters, and counts them', async () => {
    const table = await engine.table(
      `SELECT repeat('a', 32766) || '😀' AS long UNION ALL SELECT repeat('é', 32767)`,
    );
    const { bytes, notes } = await exportFrom(engine, table, { format: 'excel' });
    const [sheet] = await readWorkbook(Buffer.from(bytes));
    const lengths = sheet!.data.slice(1).map(([text]) => String(text).length);
    expect(lengths).toEqual([32_766, 32_767]);
    expect(notes).toEqual(['1 text was cut at the 32,767 characters that a cell holds.']);
  });

  it('writes dates that Excel does not know as texts, and says so', async () => {
    const table = await engine.table(
      `SELECT * FROM (VALUES (DATE '1899-12-31', TIMESTAMP '2020-01-01 00:00:00.0001'), ('infinity', NULL)) t("day", moment)`,
    );
    const { bytes, notes } = await exportFrom(engine, table, { format: 'excel' });
    const [sheet] = await readWorkbook(Buffer.from(bytes));
    expect(sheet!.data.slice(1)).toEqual([
      ['1899-12-31', '2020-01-01 00:00:00.0001'],
      ['infinity', null],
    ]);
    expect(notes[0]).toContain('"day" (and 1 more column) holds times before March 1900');
  });
});

describe('limits of Excel', () => {
  it('names columns as Excel does', () => {
    expect([0, 25, 26, 701, 702, 16_383].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'ZZ',
      'AAA',
      'XFD',
    ]);
  });

  it('counts sheets', () => {
    expect([0, 1, 1_048_575, 1_048_576, 10_000_000].map(excelSheets)).toEqual([1, 1, 1, 2, 10]);
  });

  it('makes any name one that a sheet may have', () => {
    expect(sheetName('a/b[c]:*?', 0)).toBe('a b c');
    expect(sheetName('x'.repeat(40), 11)).toBe(`${'x'.repeat(26)} (12)`);
    expect(sheetName("'quoted'", 0)).toBe('quoted');
    expect(sheetName('History', 0)).toBe('History_');
    expect(sheetName('///', 0)).toBe('table');
  });
});
