import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MemoryFileStore } from '../../../src/engine/files/file-store';
import { hashFile } from '../../../src/engine/files/hash-file';

const bytes = Uint8Array.from({ length: 20_000_000 }, (_, index) => index * 31);
const digest = createHash('sha256').update(bytes).digest('hex');

describe('hashing a file', () => {
  it('gives the SHA-256 of its bytes, with and without the hash of the browser', async () => {
    expect(await hashFile(new Blob([bytes]))).toBe(digest);
    const { crypto } = globalThis;
    Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true });
    const seen: number[] = [];
    const inPieces = await hashFile(new Blob([bytes]), { onProgress: (read) => seen.push(read) });
    Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
    expect(inPieces).toBe(digest);
    expect(seen).toEqual([8_388_608, 16_777_216, 20_000_000]);
  });

  it('stops when cancelled', async () => {
    const signal = AbortSignal.abort();
    await expect(hashFile(new Blob([bytes]), { signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('the file store', () => {
  it('knows a file by its bytes, whatever its name', async () => {
    const store = new MemoryFileStore(hashFile);
    const first = await store.put(new Blob(['a,b\n1,2\n']), 'one.csv');
    const second = await store.put(new Blob(['a,b\n1,2\n']), 'two.csv');
    expect(second).toEqual({ ...first, name: 'two.csv' });
    expect(first.sizeBytes).toBe(8);
    expect(await (await store.get(second)).text()).toBe('a,b\n1,2\n');
  });

  it('says which file is gone', async () => {
    const store = new MemoryFileStore(hashFile);
    const file = await store.put(new Blob(['x']), 'x.csv');
    await store.remove(file.sha256);
    expect(await store.has(file.sha256)).toBe(false);
    await expect(store.get(file)).rejects.toMatchObject({
      code: 'unreadable_file',
      message: 'The bytes of "x.csv" are not here any more. Give the file again.',
    });
  });

  it('fetches a file of an earlier page from where it is kept', async () => {
    const earlier = new MemoryFileStore(hashFile);
    const file = await earlier.put(new Blob(['kept']), 'k.csv');
    const store = new MemoryFileStore(hashFile);
    store.fetchFrom(async (sha256) =>
      (await earlier.has(sha256)) ? earlier.get(file) : undefined,
    );
    expect(await (await store.get(file)).text()).toBe('kept');
    expect(await store.has('0'.repeat(64))).toBe(false);
  });
});
