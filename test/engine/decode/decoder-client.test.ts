import { afterAll, describe, expect, it } from 'vitest';
import { createDecoder } from '../../../src/engine/decode/decoder';
import { createDecoderClient } from '../../../src/engine/decode/decoder-client';
import { serveDecoder } from '../../../src/engine/decode/serve-decoder';
import { Channel, type Port } from '../../../src/engine/workers/channel';
import { readers } from '../../support/readers';

const { port1, port2 } = new MessageChannel();
new Channel(port1 as unknown as Port, serveDecoder(createDecoder(readers)));
const decoder = createDecoderClient(new Channel(port2 as unknown as Port));

afterAll(() => port1.close());

describe('the decode worker, across its channel', () => {
  it('hands over a table in pieces, then says what it met', async () => {
    const { id, columns } = await decoder.open(new Blob(['{"a": 1}\nbad\n']), 'ndjson', 'a');
    expect(columns).toEqual([{ name: 'a', type: 'BIGINT' }]);
    expect(await decoder.next(id)).toMatchObject({ rowCount: 1, share: 1 });
    expect(await decoder.next(id)).toBe(undefined);
    expect(await decoder.close(id)).toMatchObject({ rejected: { count: 1 } });
    await expect(decoder.next(id)).rejects.toMatchObject({ code: 'internal' });
  });

  it('fails with the code of the failure, and stops when told', async () => {
    await expect(decoder.unpack(new Blob([]), 'a.csv')).rejects.toMatchObject({
      code: 'empty_file',
      message: '"a.csv" is empty: there is nothing to read in it.',
    });
    const controller = new AbortController();
    const lines = new Blob(Array.from({ length: 40 }, () => '{"a": 1}\n'.repeat(100_000)));
    const opening = decoder.open(lines, 'ndjson', 'a', {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('says how far it has read', async () => {
    const bytes: number[] = [];
    const file = new Blob(['x'.repeat(100)]);
    expect(await decoder.hash(file, { onProgress: (read) => bytes.push(read) })).toHaveLength(64);
    expect(bytes).toEqual([100]);
  });
});
