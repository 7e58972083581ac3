import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import type { PageFailure, PageGlobal } from '../../support/app-page';
import { useApp } from '../../support/use-app';

const used = useApp();
const megabyte = 2 ** 20;

/** What became of a file in the page, and how often the page drew a frame meanwhile. */
interface Opening {
  id?: string;
  failure?: PageFailure;
  frames: number;
}

beforeEach(async () => {
  await used.app.open({ name: 'good.csv', bytes: 'a,b\n1,2\n3,4\n' });
});

describe('the worst files in a browser (refused or read, and the page goes on)', () => {
  it('a gzip bomb is stopped by the budget', async () => {
    const member = gzipSync(new Uint8Array(megabyte), { level: 9 });
    const bomb = Buffer.concat(Array.from({ length: 600 }, () => member));
    const bytes = bomb.toString('base64');
    const opening = await open(
      'bomb.csv.gz',
      `Uint8Array.from(atob('${bytes}'), (c) => c.charCodeAt(0))`,
    );
    expect(opening.failure).toMatchObject({
      code: 'out_of_memory',
      message: expect.stringMatching(/"bomb.csv.gz" was not unpacked: its .* would become about/),
    });
    await expectShown(/was not unpacked/);
    await expectAlive(opening);
  });

  it('a table of 100,000 columns is refused with the limit, and those that are chosen are read', async () => {
    const opening = await open('wide.csv', wideCsv(100_000));
    expect(opening.failure?.message).toMatch(/has 100,000 columns, more than the 16,384/);
    await expectShown(/has 100,000 columns/);
    await expectAlive(opening);
    const form = used.page.getByRole('form', { name: 'How much of wide.csv to read' });
    await form.getByText('16,384 columns of 100,000: choose').waitFor();
    await form.getByRole('searchbox').fill('c9999*');
    await form.getByRole('button', { name: 'Keep only these 11' }).click();
    await form.getByRole('checkbox', { name: 'c99990' }).uncheck();
    await form.getByRole('button', { name: 'Read this' }).click();
    await used.page.getByText(/^10 columns of the 100,000 in the file were read/).waitFor();
    expect(await used.app.query('SELECT c9999, c99999 FROM wide')).toEqual([
      [9_999n, 99_999n],
      [(9_999n * 7n) % 11n, (99_999n * 7n) % 11n],
      [9_999n % 5n, 99_999n % 5n],
    ]);
  });

  it('a table of 5,000 columns is read', async () => {
    const opening = await open('wide.csv', wideCsv(5_000));
    const { table } = await used.app.result<{ table: TableInfo }>(opening.id!);
    expect([table.columns.length, table.rowCount]).toEqual([5_000, 3]);
    expect(await used.app.query('SELECT c4999 FROM wide LIMIT 1')).toEqual([[4_999n]]);
    await expectAlive(opening);
  });

  it('a cell of 100 MB is read', async () => {
    const opening = await open(
      'large.csv',
      `'id,text\\n1,' + 'x'.repeat(100_000_000) + '\\n2,y\\n'`,
    );
    expect(opening.failure).toBe(undefined);
    expect(await used.app.query('SELECT length(text) FROM large ORDER BY id')).toEqual([
      [100_000_000n],
      [1n],
    ]);
    await expectAlive(opening);
  });

  it('lists nested 10,000 deep are read', async () => {
    const opening = await open(
      'deep.json',
      `'[{"a": ' + '['.repeat(10_000) + ']'.repeat(10_000) + '}]'`,
    );
    expect(opening.failure).toBe(undefined);
    expect(await used.app.query('SELECT length(a::VARCHAR) FROM deep')).toEqual([[20_000n]]);
    await expectAlive(opening);
  });

  it.each(['before it is read', 'while it is read'])(
    'a file that changes %s is refused',
    async (when) => {
      const failure = await used.page.evaluate(openChangingFile, when === 'before it is read');
      expect(failure).toMatchObject({
        code: 'unreadable_file',
        message: expect.stringMatching(/moved, changed or deleted|can no longer/),
      });
      await expectAlive({ frames: 1 });
    },
  );
});

/** A CSV of numbers that fall in no order, so that no two columns are alike; made in the page. */
function wideCsv(count: number): string {
  const row = (value: string): string =>
    `Array.from({ length: ${count} }, (_, i) => ${value}).join(',')`;
  return `[${row('`c${i}`')}, ${row('i')}, ${row('i * 7 % 11')}, ${row('i % 5')}].join('\\n')`;
}

/** Opens a file whose content an expression makes in the page. */
function open(name: string, content: string): Promise<Opening> {
  return used.page.evaluate<Opening>(`(async () => {
    let frames = 0;
    let isDone = false;
    const count = () => { frames += 1; if (!isDone) requestAnimationFrame(count); };
    const file = new File([${content}], ${JSON.stringify(name)});
    requestAnimationFrame(count);
    try {
      const [id] = await assay.open([file]);
      return { id, frames };
    } catch ({ code, message }) {
      return { failure: { code, message, details: {} }, frames };
    } finally {
      isDone = true;
    }
  })()`);
}

/** Opens a file of the browser's own storage that is written to before or during the reading. */
async function openChangingFile(isBefore: boolean): Promise<PageFailure | undefined> {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle('changing.csv', { create: true });
  const write = async (text: string): Promise<void> => {
    const stream = await handle.createWritable();
    await stream.write(text);
    await stream.close();
  };
  await write(`id,text\n${'1,some text that is read\n'.repeat(4_000_000)}`);
  const file = await handle.getFile();
  if (isBefore) await write('id\n1\n');
  const opening = (globalThis as unknown as PageGlobal).assay.open([file]);
  if (!isBefore) await write('id\n1\n');
  try {
    await opening;
  } catch (thrown) {
    const { code, message } = thrown as PageFailure;
    return { code, message, details: {} };
  }
  return undefined;
}

async function expectShown(words: RegExp): Promise<void> {
  const failure = used.page.getByRole('main').getByRole('group', { name: 'Failure' }).first();
  await failure.waitFor();
  expect(await failure.innerText()).toMatch(words);
}

/** The page drew frames meanwhile; its other tables answer, and new ones can be opened. */
async function expectAlive({ frames }: { frames: number }): Promise<void> {
  expect(frames).toBeGreaterThan(0);
  expect(await used.app.query('SELECT sum(a)::INTEGER FROM good')).toEqual([[4]]);
  const [id] = await used.app.open({ name: 'next.csv', bytes: 'c\n1\n2\n' });
  const { table } = await used.app.result<{ table: TableInfo }>(id!);
  expect(table.rowCount).toBe(2);
}
