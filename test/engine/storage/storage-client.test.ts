import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectEvent } from '../../../src/engine/storage/open-project';
import { createSharedStore, openTab, type SharedStore, type Tab } from '../../support/storage/tabs';

let shared: SharedStore;
let tabs: Tab[];

const newTab = (): Tab => {
  const tab = openTab(shared);
  tabs.push(tab);
  return tab;
};

beforeEach(() => {
  shared = createSharedStore();
  tabs = [];
});

afterEach(() => {
  for (const tab of tabs) tab.end();
});

const values = (payloads: { payload: unknown }[]): unknown[] =>
  payloads.map(({ payload }) => payload);

describe('StorageClient', () => {
  it('gives back in another tab what was stored in one', async () => {
    const { client } = newTab();
    expect(await client.start()).toEqual({ mode: 'disk' });
    const id = await client.create({ title: 'Wages' });
    await client.open(id);
    const numbers = await Promise.all([1, 2, 3].map((n) => client.append(id, { n })));
    expect(numbers).toEqual([1, 2, 3]);
    await client.close(id);

    const other = newTab().client;
    const found = await other.open(id);
    expect(values(found.payloads)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(found.damage).toEqual([]);
    const [summary] = await other.list();
    expect(summary).toMatchObject({ id, about: { title: 'Wages' }, kept: 'disk' });
  });

  it('starts from the latest snapshot', async () => {
    const { client } = newTab();
    const id = await client.create({});
    await client.open(id);
    for (let round = 1; round <= 4; round += 1) {
      await client.append(id, round);
      expect(await client.snapshot(id, { upTo: round })).toBe(round);
    }
    await client.append(id, 'after');
    const found = await newTab().client.open(id, 'read');
    expect(found.snapshot).toEqual({ seq: 4, payload: { upTo: 4 } });
    expect(found.payloads).toEqual([{ seq: 5, payload: 'after' }]);
  });

  it('lets one tab write, others follow, and one of them take over', async () => {
    const first = newTab().client;
    const id = await first.create({});
    await first.open(id);
    await first.append(id, 'one');

    const second = newTab().client;
    await expect(second.open(id)).rejects.toMatchObject({ code: 'project_busy' });
    await second.open(id, 'read');
    await expect(second.append(id, 'no')).rejects.toMatchObject({ code: 'project_taken' });
    const heard = new Promise<ProjectEvent>((resolve) => second.subscribe(id, resolve));
    await first.append(id, 'two');
    expect(await heard).toMatchObject({
      type: 'changed',
      payloads: [{ seq: 2, payload: 'two' }],
    });

    const lost = new Promise<ProjectEvent>((resolve) => first.subscribe(id, resolve));
    const taken = await second.open(id, 'take over');
    expect(values(taken.payloads)).toEqual(['one', 'two']);
    expect(await lost).toEqual({ type: 'lost' });
    await expect(first.append(id, 'late')).rejects.toMatchObject({ code: 'project_taken' });
    expect(await second.append(id, 'three')).toBe(3);
  });

  it('keeps blobs by the hash of their bytes', async () => {
    const { client } = newTab();
    const id = await client.create({});
    await client.open(id);
    const sha256 = await client.putBlob(id, new Blob(['abc']));
    expect(sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(await client.hasBlob(id, sha256)).toBe(true);
    expect(await (await client.getBlob(id, sha256)).text()).toBe('abc');
    expect(await client.blobs(id)).toEqual([{ sha256, sizeBytes: 3 }]);
    await client.removeBlobs(id, [sha256]);
    await expect(client.getBlob(id, sha256)).rejects.toMatchObject({ code: 'storage_lost' });
  });

  it('duplicates, deletes, brings back and purges', async () => {
    const { client } = newTab();
    const id = await client.create({ title: 'a' });
    await client.open(id);
    await client.append(id, 1);
    await client.snapshot(id, { upTo: 1 });
    await client.append(id, 2);
    const sha256 = await client.putBlob(id, new Blob(['abc']));
    const copy = await client.duplicate(id, { title: 'b' });
    await client.open(copy);
    await client.append(copy, 3);

    await client.remove(id);
    expect((await client.list()).find((each) => each.id === id)?.deletedAt).toBe(1_700_000_000_000);
    await client.restore(id);
    expect((await client.list()).find((each) => each.id === id)?.deletedAt).toBeUndefined();
    expect(values((await client.open(id)).payloads)).toEqual([2]);
    await client.purge(id);
    await expect(client.open(id)).rejects.toMatchObject({ code: 'unknown_project' });

    await client.close(copy);
    const found = await client.open(copy);
    expect([found.snapshot?.payload, ...values(found.payloads)]).toEqual([{ upTo: 1 }, 2, 3]);
    expect(await (await client.getBlob(copy, sha256)).text()).toBe('abc');
  });

  it('keeps a project in memory alone when asked to', async () => {
    const { client } = newTab();
    const id = await client.create({}, { inMemory: true });
    await client.open(id);
    await client.append(id, 1);
    expect((await client.list())[0]).toMatchObject({ id, kept: 'memory' });
    expect(await newTab().client.list()).toEqual([]);
  });
});
