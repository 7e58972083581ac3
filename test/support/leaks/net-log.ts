import { readFileSync } from 'node:fs';

interface NetLog {
  constants: { logEventTypes: Record<string, number> };
  events: { type: number; params?: Record<string, unknown> }[];
}

/**
 * Names that the browser itself looked up or connected to, from the log of its network layer
 * (`--log-net-log`), which is whole once the browser is closed.
 */
export function readLookups(path: string): string[] {
  const { constants, events } = JSON.parse(readFileSync(path, 'utf8')) as NetLog;
  const nameOf = new Map(
    Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]),
  );
  return events
    .filter(({ type }) =>
      /^(HOST_RESOLVER|TCP_|UDP_|SOCKET_|TRANSPORT_)/.test(nameOf.get(type) ?? ''),
    )
    .map(({ params }) => JSON.stringify(params ?? {}));
}

/** Channels whose host name stands in the lookups. */
export function findChannels(lookups: readonly string[]): Set<string> {
  const names = lookups.flatMap((text) => [...text.matchAll(/([\w-]+)\.leak\.localhost/g)]);
  return new Set(names.map((match) => match[1]!));
}
