import { describe, expect, it } from 'vitest';
import { createSharedStore, openTab } from '../../support/storage/tabs';

const id = '00000000-0000-4000-8000-000000000001';

describe('the shelf that all projects share', () => {
  it('keeps values over tabs, a revision for each change', async () => {
    const store = createSharedStore();
    const { client } = openTab(store);
    expect(await client.putOnShelf({ id, revision: 0, value: { a: 1 } })).toBe(1);
    expect(await client.putOnShelf({ id, revision: 1, value: { a: 2 } })).toBe(2);
    const other = openTab(store).client;
    expect(await other.shelf()).toEqual({
      items: [{ id, revision: 2, value: { a: 2 } }],
      damaged: 0,
    });
    await other.takeFromShelf(id, 2);
    expect((await client.shelf()).items).toEqual([]);
  });

  it('refuses what was made from an older revision, and leaves what is there', async () => {
    const store = createSharedStore();
    const [{ client }, { client: other }] = [openTab(store), openTab(store)];
    await client.putOnShelf({ id, revision: 0, value: 'first' });
    const late = { id, revision: 0, value: 'late' };
    await expect(other.putOnShelf(late)).rejects.toMatchObject({ code: 'storage_busy' });
    await expect(other.takeFromShelf(id, 0)).rejects.toMatchObject({ code: 'storage_busy' });
    expect((await other.shelf()).items[0]!.value).toBe('first');
  });

  it('counts what is damaged, and takes no name for an id', async () => {
    const store = createSharedStore();
    const { client } = openTab(store);
    await client.putOnShelf({ id, revision: 0, value: 'whole' });
    const folder = await store.root.directory('shelf');
    const file = await folder.open(id);
    await file.write(new Uint8Array([9, 9, 9]), 12);
    await file.close();
    expect(await client.shelf()).toEqual({ items: [], damaged: 1 });
    const named = { id: '../projects', revision: 0, value: 1 };
    await expect(client.putOnShelf(named)).rejects.toThrow();
  });
});
