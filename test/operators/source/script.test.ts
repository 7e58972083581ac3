import { beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/data/app-error';
import type { TableInfo } from '../../../src/data/table';
import type { NamedTable } from '../../../src/operators/contract';
import profileScript, { type ScriptReport } from '../../../src/operators/profile/script';
import { bindScript } from '../../../src/operators/source/bind-script';
import script, { type ScriptTableResult } from '../../../src/operators/source/script';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';
import { hostileTables } from '../../support/hostile-tables';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

const run = (tables: TableInfo[], code: string, params: object = {}): Promise<ScriptTableResult> =>
  engine.run(script, { tables }, { code, names: tables.map((_, index) => `t${index}`), ...params });

const report = async (code: string, tables: TableInfo[] = []): Promise<ScriptReport['answer']> => {
  const names = tables.map((_, index) => `t${index}`);
  return (await engine.run<ScriptReport>(profileScript, { tables }, { code, names })).answer;
};

const textsOf = async (sql: string): Promise<(string | null)[][]> => {
  const answer = await engine.query(sql);
  return answer.names.map((name) => answer.texts(name));
};

const typed = `SELECT * FROM (VALUES
  (1::TINYINT, (-2)::SMALLINT, 3::INTEGER, 9007199254740993::BIGINT, 255::UTINYINT, 65535::USMALLINT, 4294967295::UINTEGER, 18446744073709551615::UBIGINT, 170141183460469231731687303715884105727::HUGEINT, 1.5::FLOAT, 'NaN'::DOUBLE, true, 'ü' || chr(0) || '🙂', DATE '1969-12-31', TIMESTAMP '2020-01-02 03:04:05.678901'),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ((-128)::TINYINT, 5::SMALLINT, (-2147483648)::INTEGER, (-9223372036854775808)::BIGINT, 0::UTINYINT, 0::USMALLINT, 0::UINTEGER, 0::UBIGINT, (-1)::HUGEINT, (-0.25)::FLOAT, '-Infinity'::DOUBLE, false, '', DATE '2024-02-29', TIMESTAMP '1900-01-01 00:00:00')
) AS t(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)`;

describe('a script cell', () => {
  it('hands a table on as it got it: every type, every value, missing ones too', async () => {
    const table = await engine.table(typed);
    const { table: made } = await run([table], 'return tables.t0');
    expect(made.columns.map(({ type }) => type)).toEqual(table.columns.map(({ type }) => type));
    expect(await textsOf(`SELECT COLUMNS(*)::VARCHAR FROM ${made.relation}`)).toEqual(
      await textsOf(`SELECT COLUMNS(*)::VARCHAR FROM ${table.relation}`),
    );
  });

  it.each(hostileTables.map(({ title, select }) => [title, select]))(
    'hands a hostile table on: %s',
    async (_, select) => {
      const table = await engine.table(select);
      const names = table.columns.map(({ name }) => name.toLowerCase());
      const { table: made } = await run([table], 'return tables.t0');
      expect(made.rowCount).toBe(table.rowCount);
      expect(made.columns.map(({ name }) => name.toLowerCase())).toEqual(names);
      const plain = table.columns.every(
        ({ type }) => !/DECIMAL|TIME|\[|STRUCT|INTERVAL/.test(type),
      );
      if (!plain) return;
      expect(await textsOf(`SELECT COLUMNS(*)::VARCHAR FROM ${made.relation}`)).toEqual(
        await textsOf(`SELECT COLUMNS(*)::VARCHAR FROM ${table.relation}`),
      );
    },
  );

  it('computes over columns, which it names or finds by itself', async () => {
    const table = await engine.table(
      `SELECT i::DOUBLE AS x, 'g' || (i % 2) AS "group" FROM range(10) r(i)`,
    );
    const named = `const { x, group } = tables.t0.columns;
      const sums = new Map();
      for (let row = 0; row < tables.t0.rowCount; row += 1)
        sums.set(group.get(row), (sums.get(group.get(row)) ?? 0) + x.values[row]);
      return { name: [...sums.keys()], sum: Float64Array.from(sums.values()) };`;
    const { table: made, rowsRead } = await run([table], named);
    expect(rowsRead).toBe(10);
    expect(await textsOf(`SELECT name, sum::VARCHAR AS sum FROM ${made.relation}`)).toEqual([
      ['g0', 'g1'],
      ['20.0', '25.0'],
    ]);
    const found = await report(
      `let n = 0; for (const name of tables.t0.columnNames) n += tables.t0.columns[name].length; return n`,
      [table],
    );
    expect(found).toEqual({ kind: 'value', text: '20' });
  });

  it('joins texts of several tables', async () => {
    const one = await engine.table(`SELECT 'a' AS k UNION ALL SELECT NULL`);
    const other = await engine.table(`SELECT 5::BIGINT AS v`);
    const code = `return [...tables.t0.rows()].map((row) => ({ ...row, v: tables.t1.columns.v.get(0) }))`;
    const { table } = await run([one, other], code);
    expect(await textsOf(`SELECT k, v::VARCHAR AS v FROM ${table.relation} ORDER BY k`)).toEqual([
      ['a', null],
      ['5', '5'],
    ]);
  });

  it('makes no table where it fails, and says line and log', async () => {
    const before = (await engine.query('SELECT table_name FROM duckdb_tables()')).rowCount;
    const failure = (await run([], 'console.log(1);\nnope()').catch(
      (thrown: unknown) => thrown,
    )) as AppError;
    expect(failure.message).toMatch(/ReferenceError.*nope.*\(line 2\)/);
    expect(failure.details).toMatchObject({ line: 2, log: '1' });
    expect((await engine.query('SELECT table_name FROM duckdb_tables()')).rowCount).toBe(before);
  });

  it('refuses columns beyond what it may be given before it runs', async () => {
    const table = await engine.table(`SELECT i::DOUBLE AS x FROM range(10) r(i)`);
    const large = { ...table, rowCount: 1e9 };
    await expect(run([large], 'return tables.t0.columns.x.length')).rejects.toMatchObject({
      code: 'too_large',
    });
  });
});

describe('a script for a value or a figure', () => {
  it('answers a value, a table or figures, and says so', async () => {
    expect(await report('return 6 * 7')).toEqual({ kind: 'value', text: '42' });
    const answer = await report('return [{ a: 1, b: true, c: new Date(0) }, { a: null }]');
    expect(answer).toMatchObject({
      kind: 'table',
      table: {
        rows: [
          [1n, true, '1970-01-01T00:00:00.000Z'],
          [null, null, null],
        ],
      },
    });
    const figures = await report(
      `return { data: [{ type: 'bar', x: ['a', 'b'], y: [1, 2] }], layout: { title: 'Two bars' } }`,
    );
    expect(figures).toMatchObject({
      kind: 'figures',
      figures: [{ title: 'Two bars', alt: 'bar of 2 values.' }],
    });
    for (const code of [
      'return 6 * 7',
      'return',
      'return ""',
      'return "a\\nb"',
      'return [{ a: 1 }]',
    ]) {
      const result = await engine.run<ScriptReport>(profileScript, { tables: [] }, { code });
      expect(profileScript.describe(result, {} as never)[0]!.text).toMatch(
        /^The script (returned|ran)/,
      );
    }
  });
});

describe('names of tables in a script', () => {
  const known: NamedTable[] = ['adult', 'two words', 'below'].map((name) => ({
    cellId: name,
    name,
    table: undefined,
    isBelow: name === 'below',
  }));

  it('are found where it looks at tables', () => {
    const code = `// tables.nothing
      const { adult: a, ...rest } = tables; /* tables.nothing */
      return tables['two words'].rowCount + "tables.nothing" + \`\${tables.adult.name} tables.nothing\` + my.tables.nothing`;
    expect(bindScript(code, known).map(({ name }) => name)).toEqual(['adult', 'two words']);
  });

  it('that nobody has are refused with the nearest one, at their place', () => {
    const code = 'return tables.adlut';
    expect(() => bindScript(code, known)).toThrow('unknown table: adlut. Did you mean adult?');
    expect(() => bindScript('return tables.zzzzzz', known)).toThrow(
      /This notebook has adult, two words\./,
    );
    expect(() => bindScript('return tables.below', known)).toThrow(/made from this cell/);
    expect(() => bindScript('return tables.x', [])).toThrow(/no tables yet/);
  });
});
