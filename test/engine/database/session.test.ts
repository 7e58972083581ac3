import { beforeAll, describe, expect, it } from 'vitest';
import { readColumns } from '../../../src/data/columns';
import type { AppError } from '../../../src/data/app-error';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

const failureOf = (sql: string): Promise<AppError> =>
  engine.query(sql).then(
    () => Promise.reject(new Error(`did not fail: ${sql}`)),
    (thrown: AppError) => thrown,
  );

describe('DatabaseSession', () => {
  it('keeps 64-bit integers, NaN, infinity, empty text and missing apart', async () => {
    const answer = await engine.query(
      `SELECT * FROM (VALUES (9007199254740993, 'NaN'::DOUBLE, ''), (NULL, 'Infinity'::DOUBLE, NULL)) AS t(big, real, words)`,
    );
    expect([...Array.from(answer.values('big'))]).toEqual([9007199254740993n, null]);
    expect([...answer.numbers('real')]).toEqual([NaN, Infinity]);
    expect(answer.texts('words')).toEqual(['', null]);
    expect([...answer.missing('words')]).toEqual([0, 1]);
  });

  it('gives doubles of every number type, NaN where missing', async () => {
    const answer = await engine.query(
      `SELECT i::TINYINT AS a, i::BIGINT AS b, i::FLOAT AS c, i::DECIMAL(9,2) AS d, i::HUGEINT AS e
       FROM (VALUES (1), (NULL), (3)) AS t(i)`,
    );
    for (const name of answer.names) expect([...answer.numbers(name)]).toEqual([1, NaN, 3]);
  });

  it('codes texts in order of first appearance', async () => {
    const answer = await engine.query(`SELECT * FROM (VALUES ('b'), ('a'), (NULL), ('b')) AS t(x)`);
    const { codes, labels } = answer.codes('x');
    expect([...codes]).toEqual([0, 1, -1, 0]);
    expect(labels).toEqual(['b', 'a']);
  });

  it('names the place of a syntax error', async () => {
    const error = await failureOf('SELECT 1,\n  nope FROM range(3)');
    expect(error.code).toBe('query_failed');
    expect(error.details.position).toBe('SELECT 1,\n  '.length);
  });

  it.each([
    `SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')`,
    `ATTACH 'http://127.0.0.1:9/x.db'`,
    `COPY (SELECT 1) TO 'http://127.0.0.1:9/x.csv'`,
    `SET enable_external_access=true`,
    `SELECT * FROM read_csv('/etc/passwd')`,
  ])('refuses %s', async (sql) => {
    expect((await failureOf(sql)).code).toBe('not_allowed');
  });

  it('answers what runs behind others after them', async () => {
    const order: string[] = [];
    const behind = engine.session
      .queryBehind('SELECT sum(hash(i)::HUGEINT)::VARCHAR AS s FROM range(4000000) r(i)')
      .then((bytes) => {
        order.push('behind');
        return readColumns(bytes).texts('s')[0];
      });
    const before = (): Promise<unknown> =>
      engine.query('SELECT sum(i) FROM range(200000) r(i)').then(() => order.push('before'));
    for (let asked = 0; asked < 3; asked += 1) await before();
    expect(await behind).toMatch(/^\d+$/);
    expect(order).toEqual(['before', 'before', 'before', 'behind']);
  });

  it('stands still for work elsewhere, but hears a cancel', async () => {
    const order: string[] = [];
    const controller = new AbortController();
    engine.session.standStill(60_000);
    const asked = engine
      .query('SELECT sum(hash(i) % 7) AS s FROM range(3000000) r(i)')
      .then((answer) => order.push(`answer of ${answer.rowCount} row`));
    const given = engine.session.query(
      'SELECT sum(hash(i)::HUGEINT) FROM range(3000000) r(i)',
      controller.signal,
    );
    controller.abort();
    await expect(given).rejects.toMatchObject({ code: 'cancelled' });
    order.push('cancelled');
    engine.session.goOn();
    await asked;
    expect(order).toEqual(['cancelled', 'answer of 1 row']);
  });

  it('streams an answer in pieces that are whole by themselves', async () => {
    const sql = 'SELECT i FROM range(100000) r(i)';
    const counts: number[] = [];
    let sum = 0;
    for await (const piece of engine.session.stream(sql, 2 ** 17)) {
      const columns = readColumns(piece);
      counts.push(columns.rowCount);
      sum += columns.numbers('i').reduce((total, value) => total + value, 0);
    }
    expect(counts.length).toBeGreaterThan(3);
    expect(counts.reduce((total, count) => total + count)).toBe(100_000);
    expect(sum).toBe((100_000 * 99_999) / 2);
  });

  it('streams one piece with the columns where there are no rows', async () => {
    const pieces: Uint8Array[] = [];
    for await (const piece of engine.session.stream('SELECT 1 AS a LIMIT 0', 1)) pieces.push(piece);
    expect(pieces.map((piece) => [...readColumns(piece).names])).toEqual([['a']]);
  });

  it('answers the next query after a stream that was left in the middle', async () => {
    for await (const piece of engine.session.stream('SELECT i FROM range(10000000) r(i)', 1)) {
      expect(readColumns(piece).rowCount).toBe(2048);
      break;
    }
    for (let again = 0; again < 3; again += 1)
      expect((await engine.query('SELECT 7 AS x')).numbers('x')[0]).toBe(7);
  });

  it('cancels a long query and answers the next one', async () => {
    const controller = new AbortController();
    const long = engine.session.query(
      'SELECT sum(a.range * b.range) FROM range(100000) a, range(100000) b',
      controller.signal,
    );
    setTimeout(() => controller.abort(), 50);
    await expect(long).rejects.toMatchObject({ code: 'cancelled' });
    expect((await engine.query('SELECT 42::INT AS x')).numbers('x')[0]).toBe(42);
  });

  it('lets a quick query pass while a long one runs', async () => {
    const order: string[] = [];
    const long = engine
      .query('SELECT sum(a.range % 7) AS s FROM range(30000) a, range(20000) b')
      .then(() => order.push('long'));
    await engine.query('SELECT 1').then(() => order.push('quick'));
    await long;
    expect(order).toEqual(['quick', 'long']);
  });

  it('finds the tables that a statement reads', async () => {
    const table = await engine.query('CREATE TABLE seen AS SELECT 1 AS x').then(() => 'seen');
    expect(engine.session.tableNames(`WITH t AS (SELECT * FROM ${table}) SELECT * FROM t`)).toEqual(
      ['seen'],
    );
  });
});
