import { describe, expect, it } from 'vitest';
import { ProjectStore, type ProjectContent } from '../../../src/engine/storage/project-store';
import { MemoryDisk } from '../../support/memory-disk';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (payload: Uint8Array | undefined): string | undefined =>
  payload && new TextDecoder().decode(payload);
const texts = ({ payloads }: ProjectContent): (string | undefined)[] =>
  payloads.map(({ payload }) => text(payload));

async function openForWriting(disk: MemoryDisk): Promise<[ProjectStore, ProjectContent]> {
  const store = await ProjectStore.at(disk.root);
  return [store, await store.write()];
}

describe('a project that is kept', () => {
  it('gives back what was acknowledged, over openings', async () => {
    const disk = new MemoryDisk();
    const [first] = await openForWriting(disk);
    expect(await Promise.all(['a', 'b', 'c'].map((each) => first.append(bytes(each))))).toEqual([
      1, 2, 3,
    ]);
    await first.close();
    const [second, content] = await openForWriting(disk);
    expect(texts(content)).toEqual(['a', 'b', 'c']);
    expect(await second.append(bytes('d'))).toBe(4);
    disk.crash();
    const [, after] = await openForWriting(disk);
    expect(texts(after)).toEqual(['a', 'b', 'c', 'd']);
    expect(after.damage).toEqual([]);
  });

  it('is written by one and read by any', async () => {
    const disk = new MemoryDisk();
    const [writer] = await openForWriting(disk);
    await writer.append(bytes('a'));
    await expect(openForWriting(disk)).rejects.toMatchObject({
      name: 'NoModificationAllowedError',
    });
    const reader = await ProjectStore.at(disk.root);
    expect(texts(await reader.read())).toEqual(['a']);
    await expect(async () => reader.append(bytes('x'))).rejects.toMatchObject({
      code: 'storage_closed',
    });
  });

  it('forgets payloads that two snapshots cover, and no others', async () => {
    const disk = new MemoryDisk();
    const [store] = await openForWriting(disk);
    for (const round of ['1', '2', '3']) {
      await store.append(bytes(`a${round}`));
      await store.append(bytes(`b${round}`));
      await store.snapshot(bytes(`after ${round}`));
    }
    await store.append(bytes('last'));
    await store.close();
    const content = await (await ProjectStore.at(disk.root)).read();
    expect(text(content.snapshot?.payload)).toBe('after 3');
    expect(texts(content)).toEqual(['last']);
    const journals = [...disk.files.keys()].filter((path) => path.startsWith('/journal'));
    expect(journals.length).toBe(4);
    const newest = [...disk.files.values()].find(({ bytes }) => text(bytes)!.includes('after 3'));
    newest!.bytes.fill(0);
    const older = await (await ProjectStore.at(disk.root)).read();
    expect(older.damage).toEqual([]);
    expect(text(older.snapshot?.payload)).toBe('after 2');
    expect(texts(older)).toEqual(['a3', 'b3', 'last']);
  });

  it('refuses a newer format and leaves it untouched', async () => {
    const disk = new MemoryDisk();
    (await disk.root.open('format-2')).close();
    const before = [...disk.files.keys()];
    await expect(ProjectStore.at(disk.root)).rejects.toMatchObject({ code: 'newer_format' });
    expect([...disk.files.keys()]).toEqual(before);
  });

  it('keeps a blob once, checks it when it is read, and heals it when it is stored again', async () => {
    const disk = new MemoryDisk();
    const [store] = await openForWriting(disk);
    const sha256 = await store.blobs.put(new Blob(['abc']));
    expect(sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    await store.blobs.put(new Blob(['abc']));
    expect(await store.blobs.list()).toEqual([{ sha256, bytes: 3 }]);
    expect(await (await store.blobs.get(sha256)).text()).toBe('abc');
    disk.files.get(`/blobs/${sha256}`)!.bytes[1]! ^= 4;
    await expect(store.blobs.get(sha256)).rejects.toMatchObject({ code: 'storage_damaged' });
    await store.blobs.put(new Blob(['abc']));
    expect(await (await store.blobs.get(sha256)).text()).toBe('abc');
  });
});
