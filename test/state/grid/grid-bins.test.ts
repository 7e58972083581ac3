import { beforeAll, describe, expect, it } from 'vitest';
import { quoteName } from '../../../src/data/sql';
import {
  axisWords,
  binFilter,
  binWords,
  edgeWords,
  lengthFilter,
  takesBin,
} from '../../../src/state/grid/grid-bins';
import { boundProblem, wherePredicate } from '../../../src/state/filter/grid-filter';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

/** Rows that each bin's filter leaves. */
async function rowsByBin(select: string, name: string, edges: number[]): Promise<number[]> {
  const table = await engine.table(select);
  const column = table.columns.find((known) => known.name === name)!;
  const counts: number[] = [];
  for (let bin = 0; bin < edges.length - 1; bin += 1) {
    const filter = binFilter(column, edges, bin, bin);
    for (const bound of [filter.min, filter.max])
      if (bound !== undefined) expect(boundProblem(bound, column.type)).toBeUndefined();
    const where = wherePredicate(table.columns, [filter]);
    const answer = await engine.query(
      `SELECT count(${quoteName(name)})::DOUBLE AS n FROM ${table.relation} WHERE ${where}`,
    );
    counts.push(answer.numbers('n')[0]!);
  }
  return counts;
}

describe('binFilter', () => {
  it('takes every whole number once', async () => {
    const counts = await rowsByBin('SELECT i AS x FROM range(10, 19) r(i)', 'x', [9.5, 14.5, 19.5]);
    expect(counts).toEqual([5, 4]);
  });

  it('takes every fraction once, the largest too', async () => {
    const select = 'SELECT i / 10 AS x FROM range(0, 11) r(i)';
    expect(await rowsByBin(select, 'x', [0, 0.5, 1])).toEqual([5, 6]);
  });

  it('takes every decimal once', async () => {
    const select = 'SELECT (i / 10)::DECIMAL(4,1) AS x FROM range(0, 11) r(i)';
    expect(await rowsByBin(select, 'x', [0, 0.5, 1])).toEqual([5, 6]);
  });

  it('takes every day once', async () => {
    const select = `SELECT DATE '2024-01-01' + i::INT AS x FROM range(0, 10) r(i)`;
    const [start, end] = [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 10)];
    const counts = await rowsByBin(select, 'x', [start, (start + end) / 2, end]);
    expect(counts).toEqual([5, 5]);
  });

  it('takes every moment once, parts of a millisecond too', async () => {
    const select = `SELECT TIMESTAMP '2024-01-01 00:00:00' + to_microseconds(i * 1500500) AS x FROM range(0, 11) r(i)`;
    const start = Date.UTC(2024, 0, 1);
    const counts = await rowsByBin(select, 'x', [start, start + 7502.5, start + 15005]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(11);
    expect(counts[1]).toBeGreaterThanOrEqual(5);
  });

  it('spans several bins', () => {
    const column = { name: 'x', type: 'DOUBLE' };
    expect(binFilter(column, [0, 1, 2, 3], 0, 1)).toEqual({
      test: 'range',
      column: 'x',
      min: '0',
      max: '2',
      maxExcluded: true,
    });
    expect(binFilter(column, [0, 1, 2, 3], 1, 2)).toEqual({
      test: 'range',
      column: 'x',
      min: '1',
      max: '3',
    });
  });

  it('writes large whole numbers without an exponent', () => {
    const { min, max } = binFilter({ name: 'x', type: 'HUGEINT' }, [-1e21, 1e21], 0, 0);
    expect([min, max]).toEqual(['-1000000000000000000000', '1000000000000000000000']);
  });
});

describe('words of bins', () => {
  it('are short', () => {
    expect(binWords({ type: 'BIGINT' }, [16.5, 20.5], 0, 0)).toBe('17 – 20');
    expect(binWords({ type: 'BIGINT' }, [16.5, 17.5], 0, 0)).toBe('17');
    expect(binWords({ type: 'DOUBLE' }, [0, 0.123456], 0, 0)).toBe('0 – 0.1235');
    expect(binWords({ type: 'DATE' }, [0, 86_400_000 * 31], 0, 0)).toBe('1970-01-01 – 1970-02-01');
    expect(axisWords(Date.UTC(2024, 4, 31), 'DATE', 86_400_000 * 365)).toBe('2024-05');
    expect(axisWords(Date.UTC(2024, 4, 31), 'DATE', 86_400_000 * 30)).toBe('May 31');
    expect(axisWords(Date.UTC(2024, 4, 31, 7, 5), 'TIMESTAMP', 86_400_000)).toBe('07:05');
    expect(axisWords(0.123456, 'DOUBLE', 1)).toBe('0.1235');
    expect(edgeWords(Date.UTC(2024, 0, 1, 10, 30), 'TIMESTAMP', 3_600_000)).toBe(
      '2024-01-01 10:30',
    );
  });
});

describe('lengthFilter', () => {
  it('takes the lengths of its bins, both ends included', async () => {
    const table = await engine.table(`SELECT repeat('é', i::INT) AS s FROM range(10) r(i)`);
    const filter = lengthFilter({ name: 's' }, [-0.5, 2.5, 5.5, 8.5, 11.5], 1, 2);
    expect(filter).toEqual({ test: 'length', column: 's', min: 3, max: 8 });
    const where = wherePredicate(table.columns, [filter]);
    const answer = await engine.query(
      `SELECT count(*)::DOUBLE AS n FROM ${table.relation} WHERE ${where}`,
    );
    expect(answer.numbers('n')[0]).toBe(6);
  });
});

describe('takesBin', () => {
  it('holds for the bins between the ends of a filter', () => {
    const edges = [0, 10, 20, 30];
    const taken = (type: string, first: number, last: number, own: number[] = edges): boolean[] =>
      own.slice(1).map((_, bin) => {
        const column = { name: 'x', type };
        return takesBin(binFilter(column, own, first, last), binFilter(column, own, bin, bin));
      });
    expect(taken('DOUBLE', 1, 2)).toEqual([false, true, true]);
    expect(taken('INTEGER', 0, 1, [-0.5, 9.5, 19.5, 29.5])).toEqual([true, true, false]);
    const days = [0, 10, 20, 30].map((day) => day * 86_400_000);
    expect(taken('DATE', 1, 1, days)).toEqual([false, true, false]);
    expect(taken('TIMESTAMP', 0, 0, days)).toEqual([true, false, false]);
    expect(taken('TIMESTAMP', 2, 2, days)).toEqual([false, false, true]);
  });

  it('holds for all bins where the filter says nothing of them', () => {
    const bin = binFilter({ name: 'x', type: 'DOUBLE' }, [0, 1], 0, 0);
    expect(takesBin(undefined, bin)).toBe(true);
    expect(takesBin({ test: 'present', column: 'x' }, bin)).toBe(true);
  });
});
