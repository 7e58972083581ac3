import { engineWays } from '../../../src/engine/walls/leak-test/engine-ways';
import { webRtcFrameWays } from '../../../src/engine/walls/leak-test/frame-ways';
import { takePolicy, asScriptAddress } from '../../../src/engine/walls/leak-test/markup';
import { classicWorkerWays, requestWays } from '../../../src/engine/walls/leak-test/request-ways';
import { leakScript } from '../../../src/engine/walls/leak-test/script-ways';
import type { LeakTarget, WayOut } from '../../../src/engine/walls/leak-test/way-out';
import { ownPageWays } from '../../../src/engine/walls/leak-test/ways-out';

/** What a realm is given to try with. */
export interface LeakKit {
  /** Ways that can all be tried in one realm at once. */
  quiet: string[];
  /** Ways that would take a page away or change it for good, to be tried one by one. */
  leaving: string[];
  sql: string[];
  /** Tries ways at once, each at its target; a failure is what the walls are for and is not looked at. */
  tryAll(targets: Record<string, LeakTarget>): void;
  writeSql(id: string, to: LeakTarget): string;
  /** Ways that a script of a notebook tries, and such a script. */
  scripted: string[];
  writeScript(targets: Record<string, LeakTarget>): string;
  /** An address as an intruder's policy of Trusted Types lets it pass. */
  trusted(address: string): string;
  /** Starts a worker whose realm is fresh, by an intruder's policy of Trusted Types. */
  startFreshWorker(options: WorkerOptions): void;
}

const idle = 'addEventListener("message", () => undefined)';
const isPage = typeof document !== 'undefined';
const ways: readonly WayOut[] = isPage ? ownPageWays : [...requestWays, ...classicWorkerWays];
/** What ends a page under an allow-list, or changes its rules for all that is tried after it. */
const endsPage = new Set([...webRtcFrameWays.map(({ id }) => id), 'base', 'policy-report']);
const isLeaving = ({ id, manner }: WayOut): boolean => manner === 'leaving' || endsPage.has(id);

takePolicy();
const kit: LeakKit = {
  quiet: ways.filter((way) => !isLeaving(way)).map(({ id }) => id),
  leaving: ways.filter(isLeaving).map(({ id }) => id),
  sql: engineWays.map(({ id }) => id),
  tryAll: (targets) => {
    for (const way of ways) if (targets[way.id]) void tryOne(way, targets[way.id]!);
  },
  writeSql: (id, to) => engineWays.find((way) => way.id === id)!.write(to),
  scripted: requestWays.map(({ id }) => id),
  writeScript: (targets) => leakScript((id) => targets[id]!),
  trusted: asScriptAddress,
  startFreshWorker: (options) => {
    const address = URL.createObjectURL(new Blob([idle], { type: 'text/javascript' }));
    Object.assign(globalThis, { freshWorker: new Worker(asScriptAddress(address), options) });
  },
};
Object.assign(globalThis, { leakKit: kit });

async function tryOne({ attempt }: WayOut, to: LeakTarget): Promise<void> {
  try {
    await attempt(to);
  } catch {
    return;
  }
}
