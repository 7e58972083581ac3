import { beforeEach, describe, expect, it } from 'vitest';
import type { FeatureDraft } from '../../../src/data/feature-set';
import type { StorageClient } from '../../../src/engine/storage/storage-client';
import { searchFeatures } from '../../../src/state/catalogue/catalogue';
import { FeatureStore } from '../../../src/state/catalogue/feature-store.svelte';
import { createSharedStore, openTab } from '../../support/storage/tabs';

const draft = (name: string, sql: string, change: Partial<FeatureDraft> = {}): FeatureDraft => ({
  name,
  sql,
  description: '',
  owner: '',
  cost: 0,
  sensitivity: 'internal',
  needs: [],
  ...change,
});

let clients: [StorageClient, StorageClient];
let store: FeatureStore;

beforeEach(async () => {
  const shared = createSharedStore();
  clients = [openTab(shared).client, openTab(shared).client];
  store = new FeatureStore(clients[0]);
  await store.refresh();
});

const names = (): string[] => store.sets!.map(({ set }) => `${set.name} ${set.versions.length}`);

describe('the feature store', () => {
  it('keeps sets by name, case aside, with a version for each change of what is made', async () => {
    expect((await store.keep(draft('income', 'SELECT 1'))).version).toBe(1);
    expect((await store.keep(draft('Income', 'SELECT 2'))).version).toBe(2);
    await store.keep(draft('age', 'SELECT 1'));
    expect(names()).toEqual(['age 1', 'income 2']);
    const elsewhere = new FeatureStore(clients[1]);
    await elsewhere.refresh();
    expect(elsewhere.sets).toEqual(store.sets);
  });

  it('renames and deletes, and puts back what was there', async () => {
    await store.keep(draft('income', 'SELECT 1'));
    await store.keep(draft('income', 'SELECT 2'));
    await store.keep(draft('age', 'SELECT 1'));
    const before = store.find('income')!;
    await expect(store.rename(before, ' AGE')).rejects.toMatchObject({ code: 'bad_value' });
    await expect(store.rename(before, ' ')).rejects.toMatchObject({ code: 'bad_value' });
    await store.rename(before, 'pay');
    expect(store.find('pay')!.set.versions.map(({ name }) => name)).toEqual(['pay', 'pay']);
    await store.restore(before);
    expect(names()).toEqual(['age 1', 'income 2']);
    const kept = store.find('income')!;
    await store.remove(kept);
    expect(names()).toEqual(['age 1']);
    await store.restore(kept);
    expect(store.find('income')!.set).toEqual(before.set);
  });

  it('loses nothing that another tab has kept meanwhile', async () => {
    await store.keep(draft('income', 'SELECT 1'));
    const elsewhere = new FeatureStore(clients[1]);
    await elsewhere.refresh();
    await elsewhere.keep(draft('income', 'SELECT 2'));
    await expect(store.keep(draft('income', 'SELECT 3'))).rejects.toMatchObject({
      code: 'storage_busy',
    });
    expect((await store.keep(draft('income', 'SELECT 3'))).version).toBe(3);
  });

  it('counts what it cannot read, and leaves it', async () => {
    const id = '00000000-0000-4000-8000-000000000002';
    await clients[1].putOnShelf({ id, revision: 0, value: { name: 'newer' } });
    await store.refresh();
    expect([store.sets!.length, store.unreadable]).toEqual([0, 1]);
    expect((await clients[1].shelf()).items).toHaveLength(1);
  });

  it('is searched by words and fields', async () => {
    await store.keep(draft('income', 'SELECT pay FROM source', { owner: 'Ward 3' }));
    await store.keep(draft('age', 'SELECT 1', { sensitivity: 'personal' }));
    const found = (typed: string): string[] =>
      searchFeatures(store.sets!, typed).map(({ set }) => set.name);
    expect(found('kind:feature set')).toEqual(['age', 'income']);
    expect(found('kind:"feature set" PAY')).toEqual(['income']);
    expect(found('kind:features owner:ward days:1')).toEqual(['income']);
    expect(found('sensitivity:personal')).toEqual(['age']);
    expect(found('kind:table')).toEqual([]);
    expect(found('type:varchar')).toEqual([]);
    expect(found(' ')).toEqual([]);
  });
});
