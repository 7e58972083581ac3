import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StoredTables } from '../../../src/engine/database/stored-tables';
import { createNodeEngine, WrittenFile, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
let stored: StoredTables;

beforeAll(async () => {
  engine = await createNodeEngine();
});

beforeEach(() => {
  stored = new StoredTables(engine.session);
});

const mixed = `SELECT i, i % 7 AS "a ""quoted"" name", 'text ' || i AS words, i / 3 AS real,
  (i / 100)::DECIMAL(18, 2) AS price, DATE '2020-01-01' + i::INTEGER AS day,
  [i, i + 1] AS list, {'x': i, 'y': 'y' || i} AS pair,
  CASE WHEN i % 5 = 0 THEN NULL ELSE i::HUGEINT * 1000000007 END AS big
  FROM range(50000) r(i)`;

async function write(fingerprint: string, signal?: AbortSignal): Promise<Blob> {
  const file = new WrittenFile();
  await stored.store(fingerprint, file.handle, signal);
  return new Blob([file.bytes]);
}

const count = async (sql: string): Promise<number> =>
  (await engine.query(`SELECT count(*)::DOUBLE AS n FROM (${sql})`)).numbers('n')[0]!;

describe('StoredTables', () => {
  it('gives back a table with every value, kind and row number', async () => {
    const made = await engine.table(mixed, 'mixed1');
    const file = await write('mixed1');
    const relation = await stored.attach('mixed1', file);
    expect(relation).not.toBe(made.relation);
    const numbered = (from: string): string => `SELECT rowid AS at, * FROM ${from}`;
    expect(await count(numbered(relation))).toBe(50_000);
    expect(await count(`${numbered(relation)} EXCEPT ${numbered(made.relation)}`)).toBe(0);
    const types = async (from: string): Promise<(string | null)[]> =>
      (await engine.query(`DESCRIBE ${from}`)).texts('column_type');
    expect(await types(relation)).toEqual(await types(made.relation));
    await stored.detach('mixed1');
    expect(stored.relationOf('mixed1')).toBe(made.relation);
  });

  it('leaves nothing behind when it is cancelled, and stores the table then', async () => {
    await engine.table('SELECT i, md5(i::VARCHAR) AS word FROM range(250000) r(i)', 'cut1');
    const controller = new AbortController();
    const storing = write('cut1', controller.signal);
    setTimeout(() => controller.abort(), 20);
    await expect(storing).rejects.toMatchObject({ code: 'cancelled' });
    expect(await count(`FROM duckdb_databases() WHERE database_name LIKE 'storing%'`)).toBe(0);
    const relation = await stored.attach('cut1', await write('cut1'));
    expect(await count(`FROM ${relation}`)).toBe(250_000);
    await stored.detach('cut1');
  });

  it('answers other queries while it stores', async () => {
    await engine.table('SELECT i, md5(i::VARCHAR) AS word FROM range(300000) r(i)', 'long1');
    const order: string[] = [];
    const storing = write('long1').then(() => order.push('stored'));
    await engine.query('SELECT 1').then(() => order.push('answered'));
    await storing;
    expect(order).toEqual(['answered', 'stored']);
  });

  it('refuses a file that is cut off, or is none', async () => {
    await engine.table(mixed, 'short1');
    const file = await write('short1');
    for (const bytes of [0, 100, 12_288, file.size / 2, file.size - 1])
      await expect(stored.attach('short1', file.slice(0, bytes))).rejects.toMatchObject({
        code: 'storage_damaged',
      });
    await expect(stored.attach('short1', new Blob(['x'.repeat(20_000)]))).rejects.toMatchObject({
      code: 'storage_damaged',
    });
    expect(stored.relationOf('short1')).toBe('artifacts."short1"');
  });

  it('never answers wrong from a file with a flipped byte', async () => {
    await engine.table('SELECT i, i * i AS square FROM range(3000) r(i)', 'flip1');
    const bytes = new Uint8Array(await (await write('flip1')).arrayBuffer());
    const right = (3000 * 2999) / 2;
    let refused = 0;
    for (let at = 3; at < bytes.length; at += Math.ceil(bytes.length / 90)) {
      const flipped = bytes.slice();
      flipped[at]! ^= 0x10;
      const fingerprint = `flip${at}x`;
      try {
        const relation = await stored.attach(fingerprint, new Blob([flipped]));
        const answer = await engine.query(`SELECT sum(i)::DOUBLE AS s FROM ${relation}`);
        expect(answer.numbers('s')[0]).toBe(right);
      } catch (thrown) {
        expect(['storage_damaged', 'query_failed']).toContain((thrown as { code: string }).code);
        refused += 1;
      }
      await stored.detach(fingerprint);
    }
    expect(refused).toBeGreaterThan(60);
  });
});
