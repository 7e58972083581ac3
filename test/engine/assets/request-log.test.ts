import { beforeAll, describe, expect, it, vi } from 'vitest';
import type * as requestLogModule from '../../../src/engine/assets/request-log';

const record = (
  address: string,
  rest: Partial<requestLogModule.RequestRecord> = {},
): requestLogModule.RequestRecord => ({
  address,
  reason: 'other',
  sizeBytes: 0,
  time: 0,
  from: 'page',
  blocked: false,
  ...rest,
});

let log: typeof requestLogModule.requestLog;

beforeAll(async () => {
  vi.stubGlobal('location', { origin: 'https://own.test' });
  log = (await import('../../../src/engine/assets/request-log')).requestLog;
});

describe('request log', () => {
  it('counts what the policy stopped once, though the browser lists it as sent as well', () => {
    log.add(record('https://foreign.test/a'));
    expect(log.foreignCount).toBe(1);
    log.add(record('https://foreign.test/a', { blocked: true }));
    expect(log.records).toHaveLength(1);
    log.add(record('https://foreign.test/a'));
    expect([log.records.length, log.foreignCount]).toEqual([1, 0]);
  });

  it('counts what brought bytes although the same was stopped before', () => {
    log.add(record('https://foreign.test/a', { sizeBytes: 300 }));
    expect(log.foreignCount).toBe(1);
  });

  it('does not count attempts of the leak test, which lead to nobody', () => {
    log.add(record('https://image.leak-test.invalid/rows.png'));
    expect(log.foreignCount).toBe(1);
  });
});
