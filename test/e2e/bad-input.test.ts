import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TableInfo } from '../../src/data/table';
import type { PageGlobal } from '../support/app-page';
import { useApp } from '../support/use-app';

const used = useApp({ isShared: true });

interface Loaded {
  table: TableInfo;
  notes: string[];
  rowsInFile: number;
}

const load = async (name: string, bytes: string | Uint8Array): Promise<Loaded> => {
  const [id] = await used.app.open({ name, bytes });
  return used.app.result<Loaded>(id!);
};

/** The failure of a file that cannot be read; the cell stays and says it. */
const refusalOf = async (name: string, bytes: string | Uint8Array): Promise<string> => {
  const failure = await load(name, bytes).then(
    () => Promise.reject(new Error(`${name} was read`)),
    (thrown: Error) => thrown.message,
  );
  const shown = used.app.page.getByRole('main').getByRole('group', { name: 'Failure' }).first();
  await shown.waitFor();
  return `${failure} | ${await shown.innerText()}`;
};

const names = ({ table }: Loaded): string[] => table.columns.map((column) => column.name);

const parquet = readFileSync(resolve(import.meta.dirname, '../../dist/samples/flights-3m.parquet'));

describe('files that are not what they seem', () => {
  it('says that an empty file is empty', async () => {
    expect(await refusalOf('empty.csv', '')).toMatch(/empty/i);
  });

  it('says that a picture called .csv is no table', async () => {
    const png = Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3, 0, 0, 0, 0, 9,
    ]);
    expect(await refusalOf('picture.csv', png)).toMatch(/PNG|picture|binary/i);
  });

  it('says that a Parquet file was cut off', async () => {
    expect(await refusalOf('cut.parquet', parquet.subarray(0, 100_000))).toMatch(
      /cut|end|truncated|incomplete/i,
    );
  });

  it('keeps the notebook as it was after a refusal', async () => {
    await load('good.csv', 'a,b\n1,2\n');
    await refusalOf('empty.csv', '');
    expect(await used.app.query('SELECT * FROM good')).toEqual([[1n, 2n]]);
  });
});

describe('odd tables', () => {
  it('reads a header without rows', async () => {
    const loaded = await load('header.csv', 'a,b,c\n');
    expect(loaded.table.rowCount).toBe(0);
    expect(names(loaded)).toEqual(['a', 'b', 'c']);
  });

  it('reads one column', async () => {
    const loaded = await load('one.csv', 'x\n1\n2\n3\n');
    expect([loaded.table.rowCount, names(loaded)]).toEqual([3, ['x']]);
  });

  it('repairs doubled and empty column names, and says so', async () => {
    const loaded = await load('names.csv', 'a,a,,b\n1,2,3,4\n5,6,7,8\n');
    expect(new Set(names(loaded)).size).toBe(4);
    expect(names(loaded)).not.toContain('');
    expect(loaded.notes.join(' ')).toMatch(/name/i);
  });

  it('counts every line: kept and set aside', async () => {
    const lines = Array.from({ length: 400 }, (_, row) =>
      row === 250 ? '1,2,3,4,5,6' : `${row},x,${row / 2}`,
    );
    const loaded = await load('bad.csv', `a,b,c\n${lines.join('\n')}\n`);
    expect(loaded.table.rowCount + loaded.table.rejected.count).toBe(400);
    expect(loaded.table.rejected.lines[0]).toMatchObject({ line: 252, text: '1,2,3,4,5,6' });
  });

  it('takes SQL and HTML in names and values as text', async () => {
    const csv = `"'; DROP TABLE x; --","<img src=x onerror=alert(1)>",__proto__\n"<script>alert(1)</script>","a'b""c",1\nx,y,2\n`;
    const loaded = await load('evil.csv', csv);
    expect(names(loaded)).toEqual([
      `'; DROP TABLE x; --`,
      '<img src=x onerror=alert(1)>',
      '__proto__',
    ]);
    const rows = await used.app.query('SELECT * FROM evil');
    expect(rows[0]!.slice(0, 2)).toEqual(['<script>alert(1)</script>', `a'b"c`]);
    expect(await used.app.page.locator('img[src="x"]').count()).toBe(0);
  });

  it('brings every naughty string back exactly, as value and as column name', async () => {
    const file = resolve(
      import.meta.dirname,
      '../../../shared/data/corpora/naughty-strings/blns.json',
    );
    const known = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as string[])
      : ['́', '\u202eabc', '<b>', "'", '😀', 'NULL', ''];
    const strings = [...new Set(known)].filter((text) => !text.includes('\0'));
    const rows = strings.map((text, index) => ({ id: index, text }));
    await load('naughty.json', JSON.stringify(rows));
    const back = await used.app.query('SELECT text FROM naughty ORDER BY id');
    expect(back.map(([text]) => text)).toEqual(strings);
    const filled = strings.filter((text) => text !== '');
    const wide = await load(
      'wide.json',
      JSON.stringify([Object.fromEntries([...filled.map((text): [string, number] => [text, 1])])]),
    );
    expect(new Set(names(wide)).size).toBe(names(wide).length);
    expect(names(wide).length).toBeGreaterThan(filled.length * 0.95);
  });
});

const rowsOf = (count: number, row: (index: number) => string, head: string): string =>
  [head, ...Array.from({ length: count }, (_, index) => row(index))].join('\n');

const train = async (
  csv: string,
  operator = 'train.boosted-trees',
  params = {},
): Promise<string> => {
  const [table] = await used.app.open({ name: 'data.csv', bytes: csv });
  return used.app.page.evaluate(
    async ([id, source, more]) => {
      const { assay } = globalThis as unknown as PageGlobal;
      try {
        const cell = await assay.add(id, {
          inputs: { table: source! },
          params: { target: 'y', ...more },
        });
        return `done ${JSON.stringify((assay.result(cell) as { rows: object }).rows)}`;
      } catch (thrown) {
        const { code, message } = thrown as { code: string; message: string };
        return `${code}: ${message}`;
      }
    },
    [operator, table, params] as const,
  );
};

describe('targets that cannot be learned', () => {
  it('says that there is one class only', async () => {
    expect(await train(rowsOf(100, (row) => `${row % 20},only`, 'x,y'))).toMatch(
      /^(bad_param|unavailable|training_failed): .*(one class|only|single|same)/i,
    );
  });

  it('learns or refuses 1,000 classes in words', async () => {
    expect(
      await train(
        rowsOf(3000, (row) => `${row % 77},class ${row % 1000}`, 'x,y'),
        'train.boosted-trees',
        { rounds: 2 },
      ),
    ).toMatch(/^(done|bad_param|unavailable|training_failed)/);
  });

  it('leaves rows without a target out, and counts them', async () => {
    expect(
      await train(
        rowsOf(
          300,
          (row) => `${row % 50},${row % 3 === 0 ? '' : row % 50 > 25 ? 'yes' : 'no'}`,
          'x,y',
        ),
      ),
    ).toContain('"leftOut":100');
  });

  it('says that all columns are constant', async () => {
    expect(await train(rowsOf(100, (row) => `1,a,${row % 2 ? 'yes' : 'no'}`, 'x,z,y'))).toMatch(
      /x is the same in every row; z is the same/,
    );
  });

  it('learns with more columns than rows', async () => {
    const head = [...Array.from({ length: 60 }, (_, column) => `c${column}`), 'y'].join(',');
    const csv = rowsOf(
      40,
      (row) =>
        [
          ...Array.from({ length: 60 }, (_, column) => (row * (column + 3)) % 17),
          row % 2 ? 'yes' : 'no',
        ].join(','),
      head,
    );
    expect(await train(csv, 'train.linear')).toMatch(/^done/);
  });

  it('says that a training diverges and what to do', async () => {
    const csv = rowsOf(400, (row) => `${row % 50},${(row % 50) ** 3 * 1e6}`, 'x,y');
    expect(await train(csv, 'train.neural-network', { learningRate: 1, epochs: 50 })).toMatch(
      /^(done|training_failed: .*learning rate)/i,
    );
  });
});
