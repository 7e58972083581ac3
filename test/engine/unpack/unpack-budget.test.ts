import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/math/crc32';
import { createImportHarness, type ImportHarness } from '../../support/import-harness';

const mib = 2 ** 20;
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

/** A frame of blocks that each repeat one byte 128 KiB times in four bytes. */
const zstdBomb = (blocks: number): Uint8Array<ArrayBuffer> => {
  const head = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38];
  const block = (isLast: boolean): number[] => {
    const word = (isLast ? 1 : 0) | (1 << 1) | ((128 * 1024) << 3);
    return [word & 0xff, (word >> 8) & 0xff, word >> 16, 0x61];
  };
  const body = Array.from({ length: blocks }, (_, index) => block(index === blocks - 1)).flat();
  return Uint8Array.from([...head, ...body]);
};

/** A zip of one stored-as-deflated member that states any size. */
const zipStating = (sizeBytes: number): Uint8Array<ArrayBuffer> => {
  const name = Buffer.from('a.csv');
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(new Uint8Array()), 10);
  fields.writeUInt32LE(sizeBytes, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Uint8Array(Buffer.concat([local, entry, end]));
};

const bombs: [string, () => Uint8Array<ArrayBuffer>][] = [
  ['a gzip of zeros', () => new Uint8Array(gzipSync(Buffer.alloc(300 * mib)))],
  ['a zstd of repeats', () => zstdBomb(4_000)],
  ['a zip that states 4 GB', () => zipStating(4e9)],
];

describe('the budget of unpacking', () => {
  it.each(bombs)('stops %s, and says what it would become', async (_, make) => {
    await expect(harness.read(make(), 'bomb')).rejects.toMatchObject({
      code: 'out_of_memory',
      message: expect.stringMatching(
        /^"bomb" was not unpacked: its [\d.]+ k?B would become about [\d.]+ [MG]B, and 268 MB is the limit for a file of this size. If you trust it, unpack it with a program of your own and give the file inside.$/,
      ),
    });
    expect(await harness.leftovers()).toEqual([]);
  });

  it('lets tables through that are long and alike', async () => {
    const table = `a,b\n${'1,2\n'.repeat(5 * mib)}`;
    const { rowCount } = await harness.read(new Uint8Array(gzipSync(table)), 'a.csv.gz');
    expect(rowCount).toBe(5 * mib);
  });

  it('refuses a window that no one needs, before it is allocated', async () => {
    const head = Uint8Array.from([
      0x28,
      0xb5,
      0x2f,
      0xfd,
      0x00,
      0xa0,
      ...Array<number>(40).fill(1),
    ]);
    await expect(harness.read(head, 'a.zst')).rejects.toMatchObject({
      code: 'unreadable_file',
      message: expect.stringMatching('asks for a window of more than 128 MiB'),
    });
  });
});
