/** What the interpreter is given by the host. */
export interface GuestHost {
  write(text: string): void;
  progress(share: number, message: string): void;
}

/** Names that a script may look for, since browsers have them; none of them is here. */
const ways = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
  'BroadcastChannel',
  'Worker',
  'SharedWorker',
  'importScripts',
  'postMessage',
  'indexedDB',
  'caches',
  'localStorage',
  'sessionStorage',
  'navigator',
  'document',
  'window',
  'self',
  'location',
  'open',
  'require',
  'process',
  'setTimeout',
  'setInterval',
  'WebAssembly',
];

/** The names that say, when used, that they are not there. */
export const closedNames: readonly string[] = ways;

/**
 * Sets what a script finds: `tables`, `random`, `progress`, `console`; `Math.random` is the seeded one too. Stands
 * alone: the interpreter gets it as text.
 */
export function furnishRealm(
  tables: object,
  state: [number, number, number],
  host: GuestHost,
  inspect: (value: unknown) => string,
  closed: readonly string[],
): void {
  let [a, b, c] = state;
  let counter = 1;
  const random = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  const log = (...values: unknown[]): void =>
    host.write(JSON.stringify(values.map((value) => inspect(value)).join(' ')));
  const progress = (share: unknown, message: unknown = ''): void =>
    host.progress(Number(share), JSON.stringify(String(message)));
  const console = Object.freeze({ log, info: log, warn: log, error: log, debug: log });
  const add = (name: string, value: unknown): void =>
    void Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  for (const [name, value] of Object.entries({ tables, random, progress, console }))
    add(name, value);
  Object.defineProperty(Math, 'random', { value: random });
  for (const name of closed) {
    const get = (): never => {
      throw new ReferenceError(
        `${name} is not there: a script has no network, no storage and no page, only the tables that it names`,
      );
    };
    Object.defineProperty(globalThis, name, { get, configurable: true });
  }
}
