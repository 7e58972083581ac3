import { tableFromArrays, tableToIPC, uint8 } from '@uwdata/flechette';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { LinkedCounts, type Brush } from '../../../src/engine/cube/linked-counts';
import { RowCube } from '../../../src/engine/cube/row-cube';
import { serveCube } from '../../../src/engine/cube/serve-cube';
import { Channel, type Handler, type Port } from '../../../src/engine/workers/channel';
import type { CubeView } from '../../../src/math/cube-view';

/** So many that a worker hears messages between the turns of one count. */
const rowCount = 1_200_000;
const first = Uint8Array.from({ length: rowCount }, (_, row) => (row * 7) % 60);
const second = Uint8Array.from({ length: rowCount }, (_, row) => (row % 11 === 0 ? 255 : row % 50));
const view = (dimension: number): CubeView => ({ axes: [{ dimension, count: 60, shift: 0 }] });
const views = [view(0), view(1), { axes: [view(0).axes[0], view(1).axes[0]] } as CubeView];
const ports: MessagePort[] = [];

afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** Pictures of rows held in a worker's functions, and how many counts they were asked for. */
const openCounts = async (): Promise<{ linked: LinkedCounts; asked: () => number }> => {
  let asked = 0;
  const served = serveCube();
  const count: Handler = (args, call) => {
    asked += 1;
    return served['count']!(args, call);
  };
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  new Channel(port2 as unknown as Port, { ...served, count });
  const cube = new RowCube([new Channel(port1 as unknown as Port)], rowCount, 2);
  await cube.load(([from, to]) =>
    Promise.resolve(
      tableToIPC(
        tableFromArrays(
          { b0: first.slice(from, to), b1: second.slice(from, to) },
          { types: { b0: uint8(), b1: uint8() } },
        ),
        { format: 'stream' },
      )!,
    ),
  );
  return { linked: new LinkedCounts(cube, views), asked: () => asked };
};

const low: Brush = { kind: 'range', from: 0, to: 20 };
const high: Brush = { kind: 'range', from: 30, to: 50 };

const chosenRows = (one: Brush | undefined, other: Brush | undefined): number => {
  const holds = (bin: number, brush: Brush | undefined): boolean =>
    brush?.kind !== 'range' || (bin >= brush.from && bin < brush.to);
  let count = 0;
  for (let row = 0; row < rowCount; row += 1)
    if (holds(first[row]!, one) && holds(second[row]!, other)) count += 1;
  return count;
};

describe('LinkedCounts', () => {
  it('counts once what was counted ahead', async () => {
    const { linked, asked } = await openCounts();
    const brushes = [low, undefined, undefined];
    await linked.countAhead(1, brushes);
    await linked.activate(1, brushes);
    linked.step(high);
    expect([linked.chosenRows, asked()]).toEqual([chosenRows(low, high), 1]);
  });

  it('keeps a cube while the brush of its own view moves', async () => {
    const { linked, asked } = await openCounts();
    await linked.countAhead(1, [low, undefined, undefined]);
    await linked.activate(1, [low, high, undefined]);
    linked.step(high);
    expect([linked.chosenRows, asked()]).toEqual([chosenRows(low, high), 1]);
  });

  it('counts anew where another brush has moved, or the rows have changed', async () => {
    const { linked, asked } = await openCounts();
    await linked.countAhead(1, [low, undefined, undefined]);
    await linked.activate(1, [high, undefined, undefined]);
    linked.step(undefined);
    expect([linked.chosenRows, asked()]).toEqual([chosenRows(high, undefined), 2]);
    linked.forget();
    await linked.activate(1, [high, undefined, undefined]);
    expect(asked()).toBe(3);
  });

  it('waits for what is being counted ahead', async () => {
    const { linked, asked } = await openCounts();
    const brushes = [low, undefined, undefined];
    const ahead = linked.countAhead(1, brushes);
    await linked.activate(1, brushes);
    await ahead;
    expect([linked.active, asked()]).toEqual([1, 1]);
  });

  it('ends a count ahead when another view is wanted, and counts that one right', async () => {
    const { linked } = await openCounts();
    const stop = new AbortController();
    const ahead = linked.countAhead(1, [low, undefined, undefined], stop.signal);
    const ended = expect(ahead).rejects.toMatchObject({ code: 'cancelled' });
    stop.abort();
    await linked.activate(0, [low, high, undefined]);
    linked.step(low);
    expect(linked.chosenRows).toBe(chosenRows(low, high));
    await ended;
    await linked.activate(1, [low, undefined, undefined]);
    linked.step(high);
    expect(linked.chosenRows).toBe(chosenRows(low, high));
  });
});
