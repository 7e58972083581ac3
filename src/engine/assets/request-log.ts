import { isNobodys } from '../walls/leak-test/nobody';

/** One request of this tab: what was asked for, what for, how large, when. */
export interface RequestRecord {
  address: string;
  /** In plain words: program, engine, sample. */
  reason: string;
  /** Bytes over the wire with headers; 0 where the browser's cache had it, or nothing was sent. */
  sizeBytes: number;
  /** Milliseconds since 1970 UTC. */
  time: number;
  from: 'page' | 'worker' | 'service worker';
  /** Stopped by the policy before it left. */
  blocked: boolean;
}

type Listener = (records: readonly RequestRecord[]) => void;

/** All requests of the page and its workers since the start, oldest first. */
class RequestLog {
  #records: readonly RequestRecord[] = [];
  readonly #listeners = new Set<Listener>();

  get records(): readonly RequestRecord[] {
    return this.#records;
  }

  /**
   * Requests to anyone but this origin that were not stopped: 0, or something is badly wrong. Those of the leak
   * test have nobody to go to and do not count; what became of them, it says itself.
   */
  get foreignCount(): number {
    return this.#records.filter(
      ({ blocked, address }) => !blocked && isForeignTo(address) && !isNobodys(address),
    ).length;
  }

  add(...records: RequestRecord[]): void {
    if (records.length === 0) return;
    this.#records = joinStopped([...this.#records, ...records]);
    for (const listener of this.#listeners) listener(this.#records);
  }

  /** Calls the listener on every change until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const requestLog = new RequestLog();

/** Browsers list what the policy stopped among what was sent as well, without a byte: each counts once, as stopped. */
function joinStopped(records: readonly RequestRecord[]): readonly RequestRecord[] {
  const stopped = new Set(records.filter(({ blocked }) => blocked).map(({ address }) => address));
  if (stopped.size === 0) return records;
  return records.filter(
    ({ blocked, sizeBytes, address }) => blocked || sizeBytes > 0 || !stopped.has(address),
  );
}

function isForeignTo(address: string): boolean {
  return URL.canParse(address) && new URL(address).origin !== location.origin;
}
