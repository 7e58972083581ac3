import { beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../src/data/app-error';
import { openLaunches, type LaunchPlace } from '../../src/state/launches';

const app = {
  taken: [] as string[],
  samples: [] as string[],
  notice: undefined as AppError | undefined,
  take: (found: readonly { path: string }[]) =>
    void app.taken.push(...found.map(({ path }) => path)),
  openSample: (id: string) => void app.samples.push(id),
};
let launch: (files: FileSystemFileHandle[]) => void;
let replaced: string[];

function startAt(href: string): void {
  const place: LaunchPlace = {
    location: { href },
    history: { replaceState: (_state, _title, address) => void replaced.push(String(address)) },
    launchQueue: { setConsumer: (consumer) => (launch = (files) => consumer({ files })) },
  };
  openLaunches(app, place);
}

function handle(name: string, isThere = true): FileSystemFileHandle {
  const getFile = isThere
    ? () => Promise.resolve(new File(['a,b\n1,2\n'], name))
    : () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  return { name, getFile } as FileSystemFileHandle;
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  Object.assign(app, { taken: [], samples: [], notice: undefined });
  replaced = [];
});

describe('what the system starts the page with', () => {
  it('opens the sample of a shortcut, once, and takes it out of the address', () => {
    startAt('https://host.test/folder/?sample=penguins#cell');
    expect(app.samples).toEqual(['penguins']);
    expect(replaced).toEqual(['https://host.test/folder/#cell']);
  });

  it('passes over a sample that does not exist', () => {
    startAt('https://host.test/?sample=../../etc/passwd');
    expect([app.samples, replaced]).toEqual([[], []]);
  });

  it('opens files as if they were dropped, each time some are handed over', async () => {
    startAt('https://host.test/');
    launch([handle('a.csv'), handle('b.parquet')]);
    launch([]);
    launch([handle('c.xlsx')]);
    await settle();
    expect(app.taken).toEqual(['a.csv', 'b.parquet', 'c.xlsx']);
  });

  it('says which file cannot be read', async () => {
    startAt('https://host.test/');
    launch([handle('gone.csv', false)]);
    await settle();
    expect(app.taken).toEqual([]);
    expect(app.notice).toMatchObject({ code: 'unreadable_file' });
    expect(app.notice?.message).toContain('gone.csv');
  });

  it('does without a browser that hands files over', () => {
    const place = {
      location: { href: 'https://host.test/' },
      history: { replaceState: () => undefined },
    };
    expect(() => openLaunches(app, place)).not.toThrow();
  });
});
