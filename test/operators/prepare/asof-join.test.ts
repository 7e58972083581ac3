import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import asofJoin, { type AsofResult } from '../../../src/operators/prepare/asof-join';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

interface Row {
  id: number | null;
  time: number | null;
  value: number;
  created?: number | null;
}

interface Case {
  created: boolean;
  maxAge: number | null;
  labels: Row[];
  features: Row[];
  expected: (number | null)[];
}

const file = new URL('../../fixtures/prepare/asof.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

/** Seconds of the fixture as times, or as numbers. */
const tableOf = (rows: Row[], value: string, isDate: boolean): Promise<TableInfo> => {
  const time = (seconds: number | null | undefined): string =>
    seconds === null || seconds === undefined
      ? 'NULL'
      : isDate
        ? `make_timestamp(${seconds}::BIGINT * 1000000)`
        : `${seconds}::DOUBLE`;
  const list = rows.map(
    (row) => `(${row.id ?? 'NULL'}, ${time(row.time)}, ${time(row.created)}, ${row.value})`,
  );
  return engine.table(
    `SELECT * FROM (VALUES ${list.join(', ')}) AS t(id, time, created, ${value})`,
  );
};

const run = (labels: TableInfo, features: TableInfo, params: object): Promise<AsofResult> =>
  engine.run(asofJoin, { labels, features }, { eventTime: 'time', featureTime: 'time', ...params });

const valuesOf = async ({ table }: AsofResult, column: string): Promise<(number | null)[]> => {
  const answer = await engine.query(`SELECT ${column}::DOUBLE AS v FROM ${table.relation}`);
  return Array.from(answer.numbers('v'), (value) => (Number.isNaN(value) ? null : value));
};

describe('a point-in-time join', () => {
  it.each(cases.flatMap((each) => [true, false].map((isDate) => ({ ...each, isDate }))))(
    'agrees with comparing every pair: created $created, oldest $maxAge, dates $isDate',
    async ({ labels, features, expected, created, maxAge, isDate }) => {
      const left = await tableOf(labels, 'label', isDate);
      const right = await tableOf(features, 'value', isDate);
      const result = await run(left, right, {
        keys: ['id'],
        columns: ['value'],
        createdTime: created ? 'created' : null,
        maxAge: maxAge ?? 0,
        maxAgeUnit: 'seconds',
      });
      expect(await valuesOf(result, 'value')).toEqual(expected);
      expect(await valuesOf(result, 'label')).toEqual(labels.map(({ value }) => value));
      const counted = new Map(result.outcomes.map(({ outcome, rows }) => [outcome, rows]));
      expect(counted.get('matched')).toBe(expected.filter((value) => value !== null).length);
      expect(counted.get('no time')).toBe(labels.filter(({ time }) => time === null).length);
      expect([...counted.values()].reduce((sum, rows) => sum + rows)).toBe(labels.length);
      const inBins = result.ages!.bins.counts.reduce((sum, rows) => sum + rows);
      expect(inBins).toBe(counted.get('matched'));
    },
  );

  it('refuses what became known only later, and counts it', async () => {
    const labels = await engine.table(
      `SELECT 'a' AS id, TIMESTAMP '2024-01-10' AS time UNION ALL SELECT 'b', TIMESTAMP '2024-01-10'`,
    );
    const features = await engine.table(`SELECT * FROM (VALUES
      ('a', TIMESTAMP '2024-01-01', TIMESTAMP '2024-01-01', 1),
      ('a', TIMESTAMP '2024-01-09', TIMESTAMP '2024-01-11', 2),
      ('b', TIMESTAMP '2024-01-09', TIMESTAMP '2024-01-11', 3)) AS t(id, time, created, v)`);
    const result = await run(labels, features, { createdTime: 'created' });
    expect(await valuesOf(result, 'v')).toEqual([1, null]);
    expect(result.refused).toBe(2);
    expect(result.outcomes).toContainEqual({ outcome: 'known later', rows: 1 });
    expect(asofJoin.describe(result, {} as never).map(({ text }) => text)).toEqual([
      '1 of 2 label rows (50.0 %) found features, by id: 1 column as known at the time of each row. Every label row is kept once.',
      'For 2 label rows fresher features were there that became known only later. They were refused: a model could not have had them then.',
    ]);
    const leaking = await run(labels, features, { keys: ['id'], columns: ['v'] });
    expect(await valuesOf(leaking, 'v')).toEqual([2, 3]);
  });

  it('keeps names apart, and takes the whole of a day as its beginning', async () => {
    const labels = await engine.table(
      `SELECT 1 AS id, DATE '2024-01-10' AS time, 5 AS v, 6 AS "time_1"`,
    );
    const features = await engine.table(
      `SELECT 1 AS id, TIMESTAMP '2024-01-10 00:00:00' AS time, 7 AS V`,
    );
    const { table } = await run(labels, features, { keys: ['id'], columns: ['time', 'V'] });
    expect(table.columns.map(({ name }) => name)).toEqual([
      'id',
      'time',
      'v',
      'time_1',
      'time_2',
      'V_1',
    ]);
    expect(table.columns[4]!.missing).toBe(0);
  });

  it('refuses times and keys that cannot be compared', async () => {
    const labels = await engine.table(`SELECT 1 AS id, 5.0::DOUBLE AS time`);
    const features = await engine.table(`SELECT 'x' AS id, DATE '2024-01-10' AS time, 1 AS v`);
    await expect(run(labels, features, {})).rejects.toThrow(/choose times alike/);
    const numbers = await engine.table(`SELECT 'x' AS id, 1.0::DOUBLE AS time, 1 AS v`);
    await expect(run(labels, numbers, {})).rejects.toThrow(/make them alike/);
    await expect(run(labels, numbers, { keys: ['time'] })).resolves.toBeDefined();
  });
});
