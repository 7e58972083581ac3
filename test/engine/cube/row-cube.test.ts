import { tableFromArrays, tableToIPC, uint8 } from '@uwdata/flechette';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { RowCube, type RowSpan } from '../../../src/engine/cube/row-cube';
import { serveCube } from '../../../src/engine/cube/serve-cube';
import { Channel, type Port } from '../../../src/engine/workers/channel';
import type { CubeView } from '../../../src/math/cube-view';
import { countPlaces } from '../../../src/math/data-cube';
import { RowMarks } from '../../../src/math/row-marks';

const rowCount = 5000;
const first = Uint8Array.from({ length: rowCount }, (_, row) => (row * 7) % 60);
const second = Uint8Array.from({ length: rowCount }, (_, row) => (row % 11 === 0 ? 255 : row % 50));
const view = (dimension: number): CubeView => ({ axes: [{ dimension, count: 60, shift: 0 }] });
const views = [view(0), view(1)];
const ports: MessagePort[] = [];

afterEach(() => ports.splice(0).forEach((port) => port.close()));

const bytesOf = (arrays: Record<string, Uint8Array>): Promise<Uint8Array> =>
  Promise.resolve(
    tableToIPC(
      tableFromArrays(arrays, {
        types: Object.fromEntries(Object.keys(arrays).map((name) => [name, uint8()])),
      }),
      { format: 'stream' },
    )!,
  );

const openCube = async (workers: number): Promise<RowCube> => {
  const channels = Array.from({ length: workers }, () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    new Channel(port2 as unknown as Port, serveCube());
    return new Channel(port1 as unknown as Port);
  });
  const cube = new RowCube(channels, rowCount, 2);
  await cube.load(([from, to]: RowSpan) =>
    bytesOf({ b0: first.slice(from, to), b1: second.slice(from, to) }),
  );
  return cube;
};

describe('RowCube', () => {
  it.each([1, 3])('counts as one pass over all rows, with %i workers', async (workers) => {
    const cube = await openCube(workers);
    const chosen = Uint8Array.from({ length: 60 }, (_, bin) => (bin < 20 ? 1 : 0));
    const found = await cube.count(views, 0, [undefined, [chosen]]);
    const expected = countPlaces(
      { rowCount, dimensions: [first, second], marks: new RowMarks(rowCount) },
      views,
      0,
      [undefined, [chosen]],
    );
    expect(found).toEqual(expected);
  });

  it('leaves rows out, and counts all again', async () => {
    const cube = await openCube(2);
    const left = Uint8Array.from({ length: rowCount }, (_, row) => row % 2);
    await cube.leave(([from, to]) => bytesOf({ left: left.slice(from, to) }));
    const half = (await cube.count(views, 0, [])).own.reduce((sum, count) => sum + count, 0);
    expect(half).toBe(rowCount / 2);
    await cube.leave(undefined);
    const all = (await cube.count(views, 0, [])).own.reduce((sum, count) => sum + count, 0);
    expect(all).toBe(rowCount);
  });

  it('says so when it was closed', async () => {
    const cube = await openCube(1);
    cube.close();
    await expect(cube.count(views, 0, [])).rejects.toMatchObject({ code: 'internal' });
  });
});
