import type { LeakTarget } from './way-out';

const domain = 'leak-test.invalid';

/** Whether an address is one that the leak test makes up. */
export function isNobodys(address: string): boolean {
  return address.includes(`.${domain}`);
}

/**
 * An address that can be nobody's: names under `invalid` are reserved for ever (RFC 2606), so that what would get
 * out reaches no one.
 */
export function nobody(id: string): LeakTarget {
  const host = `${id}.${domain}`;
  return { host, http: `https://${host}`, ws: `wss://${host}`, udp: 0 };
}
