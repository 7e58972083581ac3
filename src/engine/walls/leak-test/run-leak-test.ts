import { startWorker } from '../../workers/start-worker';
import { engineWays } from './engine-ways';
import { closed, leftOpen, type KnownWalls, type LeakOutcome } from './outcome';
import { clearPlace } from './place';
import { leakScript, readScriptOutcomes } from './script-ways';
import { tryWay } from './try-way';
import { LeakWatch } from './watch';
import { nobody } from './nobody';
import { leakWays, ownPageWays, type LeakWay } from './ways-out';
import type { LeakOrder } from './leak-test.worker';
import workerUrl from './leak-test.worker.ts?worker&url';

/** What the leak test needs of the page. */
export interface LeakTestPorts {
  walls: KnownWalls;
  /** Runs a statement as any cell would. */
  query(sql: string, signal: AbortSignal): Promise<unknown>;
  /** Runs a script as a cell would; the text that it returns. */
  runScript(code: string, signal: AbortSignal): Promise<string>;
}

/**
 * Tries every way out for real, one after another, against addresses that are nobody's. `onOutcome` is told of each.
 * What would lead the tab away is caught; all that was put into the page is taken away again.
 */
export async function runLeakTest(
  { walls, query, runScript }: LeakTestPorts,
  onOutcome: (way: LeakWay, outcome: LeakOutcome) => void,
  signal: AbortSignal,
): Promise<void> {
  const watch = new LeakWatch();
  const worker = startWorker(workerUrl);
  const tryIn: Record<string, (id: string) => Promise<LeakOutcome>> = {
    page: (id) => tryOnPage(id, watch, walls),
    worker: (id) => tryInWorker(worker, { id, target: nobody(`w-${id}`), walls }),
    'user code': tryInScript((code) => runScript(code, signal)),
    engine: (id) => tryInEngine(id, (sql) => query(sql, signal)),
  };
  try {
    for (const way of leakWays) {
      if (signal.aborted) return;
      onOutcome(way, await tryIn[way.realm]!(way.id));
    }
  } finally {
    watch.close();
    worker.terminate();
    clearPlace();
  }
}

async function tryOnPage(id: string, watch: LeakWatch, walls: KnownWalls): Promise<LeakOutcome> {
  const way = ownPageWays.find((known) => known.id === id)!;
  try {
    return await tryWay(way, nobody(id), watch, walls);
  } finally {
    clearPlace();
  }
}

function tryInWorker(worker: Worker, order: LeakOrder): Promise<LeakOutcome> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ id: string; outcome: LeakOutcome }>) => {
      if (data.id === order.id) resolve(data.outcome);
    };
    worker.onerror = (event) => reject(new TypeError(event.message));
    worker.postMessage(order);
  });
}

/** All in one script, which runs when the first is asked for. */
function tryInScript(run: (code: string) => Promise<string>): (id: string) => Promise<LeakOutcome> {
  let outcomes: Promise<Map<string, LeakOutcome>> | undefined;
  return async (id) => {
    outcomes ??= run(leakScript((way) => nobody(`u-${way}`))).then(readScriptOutcomes);
    return (await outcomes).get(id)!;
  };
}

async function tryInEngine(
  id: string,
  query: (sql: string) => Promise<unknown>,
): Promise<LeakOutcome> {
  const { write, isIdle } = engineWays.find((known) => known.id === id)!;
  try {
    await query(write(nobody(id)));
    if (isIdle) return closed('The engine takes note of it and does nothing; its use is refused.');
    return leftOpen('The engine did not refuse it.');
  } catch (thrown) {
    return closed(firstLine((thrown as Error).message));
  }
}

/** The engine's own words, without the advice behind them. */
function firstLine(message: string): string {
  return message.split(/\n| - file system operations|: the engine reads only/)[0]!;
}
