import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryDirectory } from '../../../src/engine/storage/memory/memory-directory';
import { headRecord } from '../../../src/engine/storage/journal/journal-record';
import { OpenProject, type WriteMode } from '../../../src/engine/storage/open-project';
import type { Platform } from '../../../src/engine/storage/ports';
import { Projects } from '../../../src/engine/storage/projects';
import { encodeJson } from '../../../src/engine/storage/records/json-payload';
import { encodeRecord } from '../../../src/engine/storage/records/record';
import { writeValue } from '../../../src/engine/storage/records/record-file';
import { fingerprint } from '../../support/storage/damage';
import { createPlatform, readNumbers } from '../../support/storage/journey';

let root: MemoryDirectory;
let platform: Platform;
let projects: Projects;
let id: string;

beforeEach(async () => {
  root = new MemoryDirectory();
  platform = createPlatform(root);
  projects = new Projects(platform, 'disk');
  id = await projects.create({ title: 'kept' });
});

async function open(mode: WriteMode = 'write'): Promise<OpenProject> {
  return OpenProject.open(platform, await projects.get(id), id, mode, () => undefined);
}

describe('a project of a newer version', () => {
  const modes: WriteMode[] = ['read', 'write', 'take over'];

  it.each(modes)('is refused and left untouched when its note says so: %s', async (mode) => {
    await writeValue(await projects.get(id), 'format', { format: 2 });
    const before = await fingerprint(root);
    await expect(open(mode)).rejects.toMatchObject({ code: 'newer_format' });
    expect(await fingerprint(root)).toEqual(before);
  });

  it.each(modes)('is refused and left untouched when its journal says so: %s', async (mode) => {
    const journal = await (await projects.get(id)).directory('journal');
    const head = { ...headRecord(1, 0), payload: encodeJson({ format: 2, base: 0 }) };
    const file = await journal.open('0000000001-a');
    await file.write(encodeRecord(head), 0);
    await file.close();
    const before = await fingerprint(root);
    await expect(open(mode)).rejects.toMatchObject({ code: 'newer_format' });
    expect(await fingerprint(root)).toEqual(before);
  });

  it('is listed, and can be neither marked as deleted nor copied', async () => {
    await writeValue(await projects.get(id), 'format', { format: 2 });
    expect(await projects.list()).toMatchObject([{ id, about: { title: 'kept' } }]);
    await expect(projects.remove(id)).rejects.toMatchObject({ code: 'newer_format' });
    await expect(projects.duplicate(id, {})).rejects.toMatchObject({ code: 'newer_format' });
  });
});

describe('storage that is cleared while a project is open', () => {
  it('says so instead of "saved", and takes new projects', async () => {
    const writer = await open();
    await writer.append(1, 0);
    await root.remove('projects');
    await expect(writer.append(2, 0)).rejects.toMatchObject({ code: 'storage_lost' });
    await expect(writer.snapshot([1, 2])).rejects.toMatchObject({ code: 'storage_lost' });
    await expect(writer.blobs.put(new Blob(['x']))).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await writer.close();
    expect(await projects.list()).toEqual([]);
    id = await projects.create({ title: 'again' });
    const again = await open();
    await again.append(1, 0);
    expect(readNumbers((await open('read')).content)).toEqual([1]);
  });

  it('says so when only the journal went', async () => {
    const writer = await open();
    await (await projects.get(id)).remove('journal');
    await expect(writer.append(1, 0)).rejects.toMatchObject({ code: 'storage_lost' });
  });
});

describe('a stored table', () => {
  const hex = 'ab'.repeat(32);

  async function store(text: string): Promise<OpenProject> {
    const writer = await open();
    const tables = await (await projects.get(id)).directory('tables');
    const file = await tables.open(`unfinished-${hex}`);
    await file.write(new TextEncoder().encode(text), 0);
    await file.close();
    await writer.tables.keep(hex);
    return writer;
  }

  it('is found again, and checked by its hash', async () => {
    const { tables } = await store('rows and rows');
    expect(await (await tables.find(hex))?.text()).toBe('rows and rows');
    expect(await tables.check(hex)).toBe(true);
    expect(await tables.list()).toMatchObject([{ fingerprint: hex, sizeBytes: 13 }]);
    expect(await tables.find('cd')).toBeUndefined();
  });

  it('is refused when it was cut, and found out when a byte was flipped', async () => {
    const { tables } = await store('rows and rows');
    const directory = await (await projects.get(id)).directory('tables');
    const [{ name }] = (await directory.list()) as unknown as [{ name: string }];
    const file = await directory.open(name);
    await file.write(Uint8Array.of(1), 5);
    await file.close();
    expect(await tables.check(hex)).toBe(false);
    const again = await directory.open(name);
    await again.truncate(5);
    await again.close();
    await expect(tables.find(hex)).rejects.toMatchObject({ code: 'storage_damaged' });
    expect(await tables.check(hex)).toBe(false);
  });

  it('cannot be kept in memory', async () => {
    const writer = await open();
    await expect(writer.tables.start(hex)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

it('forgets what no kept snapshot needs', async () => {
  const writer = await open();
  for (let round = 1; round <= 5; round += 1) {
    await writer.append(round, 0);
    await writer.snapshot(Array.from({ length: round }, (_, index) => index + 1));
  }
  const names = async (folder: string): Promise<string[]> =>
    (await (await (await projects.get(id)).directory(folder)).list()).map(({ name }) => name);
  expect(await names('snapshots')).toHaveLength(2);
  expect((await names('journal')).length).toBeLessThanOrEqual(6);
  expect(readNumbers((await open('read')).content)).toEqual([1, 2, 3, 4, 5]);
});
