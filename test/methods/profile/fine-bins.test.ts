import { beforeAll, describe, expect, it } from 'vitest';
import type { ColumnInfo, TableInfo } from '../../../src/data/table';
import {
  fineBinsQuery,
  fineEdge,
  fineRangesQuery,
  fineValuesQuery,
  leftOutQuery,
  readFineScale,
  readFineValues,
  type FineAxis,
} from '../../../src/methods/profile/fine-bins';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let table: TableInfo;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(
    `SELECT i AS n, CASE WHEN i % 50 = 0 THEN NULL WHEN i % 51 = 0 THEN 'NaN'::DOUBLE WHEN i % 52 = 0 THEN 'Infinity'::DOUBLE
        ELSE (hash(i) % 3000)::DOUBLE / 10 - 70.1 END AS x,
      (i % 400)::DECIMAL(10,1) / 10 AS d, DATE '2019-12-25' + (i % 900)::INTEGER AS day,
      TIMESTAMP '1999-12-31 23:00:00' + INTERVAL (i * 7) SECOND AS t,
      'v' || least(i % 60, 40) AS "na""me", 5 AS k FROM range(10000) r(i)`,
  );
});

const columnOf = (name: string): ColumnInfo =>
  table.columns.find((column) => column.name === name)!;

const scaleOf = async (name: string): Promise<Extract<FineAxis, { kind: 'number' | 'time' }>> => {
  const columns = [columnOf(name)];
  return readFineScale(
    await engine.query(fineRangesQuery(table.relation, columns)),
    columns[0]!,
    0,
  )!;
};

const binsOf = async (axes: FineAxis[]): Promise<Uint8Array[]> => {
  const answer = await engine.query(fineBinsQuery(table.relation, axes, [0, table.rowCount]));
  return axes.map((_, index) => answer.bytes(`b${index}`));
};

describe('fine bins', () => {
  it.each(['n', 'x', 'd', 'day', 't', 'k'])(
    'put each row of %s between the edges that a filter would ask',
    async (name) => {
      const axis = await scaleOf(name);
      expect(axis.count).toBeLessThanOrEqual(244);
      const [bins] = await binsOf([axis]);
      const isTime = axis.kind === 'time';
      const values = (
        await engine.query(
          `SELECT ${isTime ? `(1000 * epoch("${name}"))` : `"${name}"`}::DOUBLE AS v FROM ${table.relation} ORDER BY rowid`,
        )
      ).numbers('v');
      values.forEach((value, row) => {
        const bin = bins![row]!;
        if (!Number.isFinite(value)) return expect(bin).toBe(255);
        expect(value >= fineEdge(axis, bin) && value < fineEdge(axis, bin + 1)).toBe(true);
        return expect(bin).toBeLessThan(axis.count);
      });
    },
  );

  it('have short edges', async () => {
    const axis = await scaleOf('x');
    const edges = Array.from({ length: axis.count + 1 }, (_, k) => String(fineEdge(axis, k)));
    expect(Math.max(...edges.map((edge) => edge.length))).toBeLessThanOrEqual(6);
    expect((await scaleOf('day')).multiple % 86_400_000).toBe(0);
    expect((await scaleOf('n')).multiple).toBeGreaterThanOrEqual(1);
  });

  it('give each of the most frequent values its own bin, and all others one', async () => {
    const column = columnOf('na"me');
    const axis = readFineValues(
      await engine.query(fineValuesQuery(table.relation, column)),
      column,
    );
    expect([axis.values[0], axis.others, axis.count]).toEqual(['v40', 11, 31]);
    const [bins] = await binsOf([axis]);
    const texts = (
      await engine.query(`SELECT "na""me" AS v FROM ${table.relation} ORDER BY rowid`)
    ).texts('v');
    texts.forEach((text, row) => {
      const place = axis.values.indexOf(text!);
      expect(bins![row]).toBe(place < 0 ? 30 : place);
    });
  });

  it('are read in pieces, several columns at once', async () => {
    const axes = [await scaleOf('n'), await scaleOf('t')];
    const whole = await binsOf(axes);
    const piece = await engine.query(fineBinsQuery(table.relation, axes, [4000, 6000]));
    expect(piece.bytes('b1')).toEqual(whole[1]!.subarray(4000, 6000));
  });

  it('say which rows a condition leaves out', async () => {
    const answer = await engine.query(leftOutQuery(table.relation, 'x > 0', [0, table.rowCount]));
    const kept = await engine.query(
      `SELECT count(*)::DOUBLE AS n FROM ${table.relation} WHERE x > 0`,
    );
    const left = answer.bytes('left').reduce((sum, each) => sum + each, 0);
    expect(table.rowCount - left).toBe(kept.numbers('n')[0]);
  });
});
