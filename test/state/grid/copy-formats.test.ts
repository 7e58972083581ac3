import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import { createCopyWriter, type CopyFormat } from '../../../src/state/grid/copy-formats';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

/** The whole of a table in a format. */
async function write(table: TableInfo, format: CopyFormat, withNames = true): Promise<string> {
  const list = table.columns.map(
    ({ name }, index) => `"${name.replaceAll('"', '""')}"::VARCHAR AS c${index}`,
  );
  const answer = await engine.query(`SELECT ${list.join(', ')} FROM ${table.relation}`);
  const texts = table.columns.map((_, index) => answer.texts(`c${index}`));
  const writer = createCopyWriter(format, { columns: table.columns, withNames, table: 'my "t"' });
  return writer.head + writer.rows(texts).join(writer.between) + writer.tail;
}

const mixed = (): Promise<TableInfo> =>
  engine.table(
    `SELECT * FROM (VALUES
      (9223372036854775807, 0.1::DOUBLE, 12345678901234567.89::DECIMAL(20,2), true, DATE '2024-02-29', TIMESTAMP '2024-01-01 10:00:00.000001', 'it''s "x", | a' || chr(10) || 'b', [1, NULL], TIME '10:00:00'),
      (-1, 'NaN'::DOUBLE, -0.5, false, DATE '0001-01-01', TIMESTAMP '1969-12-31 23:59:59', '=1+1', [], TIME '00:00:00.5'),
      (0, '-Infinity'::DOUBLE, 0, NULL, NULL, NULL, '', NULL, NULL),
      (NULL, 1.15e-5::DOUBLE, NULL, NULL, NULL, NULL, NULL, [2], NULL)
    ) t(n, x, price, flag, day, seen, "odd ""name", list, clock)`,
  );

describe('TSV', () => {
  it('quotes only where needed', async () => {
    const table = await engine.tableFromRows(
      ['a', 'b'],
      [
        ['plain', 'tab\there'],
        [null, 'say "hi"'],
        ['=1+1', 'two\nlines'],
      ],
    );
    expect(await write(table, 'tsv')).toBe(
      'a\tb\nplain\t"tab\there"\n\t"say ""hi"""\n=1+1\t"two\nlines"',
    );
  });
});

describe('CSV', () => {
  it('keeps missing and empty apart, and lets no text be a formula', async () => {
    const table = await engine.tableFromRows(
      ['a', '=b'],
      [
        ['x, y', '=1+1'],
        ['', null],
        ['@cmd', '-1'],
      ],
    );
    expect(await write(table, 'csv')).toBe(`a,'=b\r\n"x, y",'=1+1\r\n"",\r\n'@cmd,'-1`);
  });

  it('leaves negative numbers numbers', async () => {
    expect(await write(await engine.table('SELECT -1.5::DOUBLE AS x, -2 AS n'), 'csv', false)).toBe(
      '-1.5,-2',
    );
  });
});

describe('Markdown', () => {
  it('is a table with numbers to the right, whatever the values hold', async () => {
    const table = await engine.tableFromRows(
      ['n', 'a|b'],
      [
        [1, 'x | y'],
        [null, '<b>\n*z*'],
      ],
    );
    expect(await write(table, 'markdown')).toBe(
      '| n | a\\|b |\n| --: | --- |\n| 1 | x \\| y |\n|  | \\<b\\><br>\\*z\\* |\n',
    );
  });
});

describe('SQL', () => {
  it('gives back the very same values, as VALUES and as INSERT', async () => {
    const table = await mixed();
    const values = await write(table, 'sql', false);
    const columns = table.columns.map(({ name }) => `"${name.replaceAll('"', '""')}"`).join(', ');
    const same = async (relation: string): Promise<void> => {
      const differ = `(FROM ${relation} EXCEPT ALL FROM ${table.relation}) UNION ALL (FROM ${table.relation} EXCEPT ALL FROM ${relation})`;
      expect((await engine.query(differ)).rowCount).toBe(0);
    };
    await engine.query(`CREATE TABLE copied AS SELECT * FROM ${table.relation} LIMIT 0`);
    await engine.query(`INSERT INTO copied (${columns}) ${values}`);
    await same('copied');
    await engine.query(`CREATE TABLE "my ""t""" AS SELECT * FROM ${table.relation} LIMIT 0`);
    await engine.query(await write(table, 'sql'));
    await same('"my ""t"""');
  });

  it('keeps every bit of doubles', async () => {
    const table = await engine.table(
      `SELECT 1 / (hash(i) % 1000003)::DOUBLE AS x FROM range(2000) r(i)`,
    );
    await engine.query(`CREATE TABLE doubles AS SELECT * FROM ${table.relation} LIMIT 0`);
    await engine.query(`INSERT INTO doubles ${await write(table, 'sql', false)}`);
    const answer = await engine.query(`FROM doubles EXCEPT ALL FROM ${table.relation}`);
    expect(answer.rowCount).toBe(0);
  });
});

describe('JSON', () => {
  it('is objects by name with all digits of numbers', async () => {
    const text = await write(await mixed(), 'json');
    expect(text).toContain('"n": 9223372036854775807, "x": 0.1, "price": 12345678901234567.89');
    const [first, second, third, fourth] = JSON.parse(text) as Record<string, unknown>[];
    expect(first).toMatchObject({ flag: true, day: '2024-02-29', list: '[1, NULL]' });
    expect(first!['odd "name']).toBe('it\'s "x", | a\nb');
    expect(second!['x']).toBe('NaN');
    expect(third).toMatchObject({ x: '-Infinity', 'odd "name': '', flag: null });
    expect(fourth!['n']).toBeNull();
  });

  it('is lists without names', async () => {
    expect(
      JSON.parse(await write(await engine.table(`SELECT 1 AS a, 'x' AS b`), 'json', false)),
    ).toEqual([[1, 'x']]);
  });

  it('keeps a column that is called __proto__', async () => {
    const text = await write(await engine.table('SELECT 1 AS "__proto__"'), 'json');
    expect(text).toContain('{"__proto__": 1}');
  });
});
