import { requestWays } from './request-ways';
import { tryWay } from './try-way';
import { LeakWatch } from './watch';
import type { KnownWalls } from './outcome';
import type { LeakTarget } from './way-out';

/** What the page asks of this worker: one way, by its id. */
export interface LeakOrder {
  id: string;
  target: LeakTarget;
  walls: KnownWalls;
}

const watch = new LeakWatch();

addEventListener('message', async ({ data }: MessageEvent<LeakOrder>) => {
  const { id, target, walls } = data;
  const way = requestWays.find((known) => known.id === id);
  if (way) postMessage({ id, outcome: await tryWay(way, target, watch, walls) });
});
