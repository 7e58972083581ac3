import type { LeakTarget } from './way-out';

export const nobodysDomain = 'leak-test.invalid';

/**
 * An address that can be nobody's: names under `invalid` are reserved for ever (RFC 2606), so that what would get
 * out reaches no one.
 */
export function nobody(id: string): LeakTarget {
  const host = `${id}.${nobodysDomain}`;
  return { host, http: `https://${host}`, ws: `wss://${host}`, udp: 0 };
}
