import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ZipWriter } from '../../../src/engine/encode/zip-writer';
import { UnpackBudget } from '../../../src/engine/unpack/unpack-budget';
import { listZip, unpackMember } from '../../../src/engine/unpack/zip-archive';

const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);

/** `near` as usual, `wide` as an entry that was announced with 5 GB, `after` behind it. */
async function writeWide(): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipWriter();
  await zip.add('near', 'first');
  zip.begin('wide', 5e9);
  await zip.write(text('sec'));
  await zip.write(text('ond'));
  await zip.endEntry();
  await zip.add('after', 'third');
  zip.end();
  return new Uint8Array(await new Blob(zip.take()).arrayBuffer());
}

describe('ZipWriter', () => {
  it('writes entries with sizes of 64 bits that other readers open', async () => {
    const entries = Object.entries(unzipSync(await writeWide()));
    const read = entries.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
    expect(read).toEqual([
      ['near', 'first'],
      ['wide', 'second'],
      ['after', 'third'],
    ]);
  });

  it('writes what the reader of archives reads back', async () => {
    const file = new Blob([await writeWide()]);
    const read: string[] = [];
    for (const member of await listZip(file, 'wide.zip')) {
      const job = { name: 'wide.zip', budget: new UnpackBudget('wide.zip', file.size) };
      for await (const piece of unpackMember(file, member, job))
        read.push(`${member.name}: ${new TextDecoder().decode(piece)}`);
    }
    expect(read).toEqual(['near: first', 'wide: second', 'after: third']);
  });
});
