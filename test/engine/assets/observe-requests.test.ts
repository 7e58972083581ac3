import { describe, expect, it } from 'vitest';
import {
  explainRequest,
  findReason,
  logRequests,
} from '../../../src/engine/assets/observe-requests';
import { requestLog } from '../../../src/engine/assets/request-log';

const seen = { initiator: 'fetch', sizeBytes: 300, time: 0, blocked: false };

describe('request log', () => {
  it.each([
    ['http://a.test/', 'navigation', 'page'],
    ['http://a.test/assets/x-1f.js', 'script', 'program'],
    ['http://a.test/assets/duckdb-eh.wasm', 'fetch', 'engine'],
    ['http://a.test/samples/penguins.json', 'fetch', 'sample'],
    ['http://a.test/assets/inter.woff2', 'css', 'font'],
    ['http://a.test/else', 'fetch', 'fetch'],
  ])('says of %s (%s) that it is: %s', (address, initiator, reason) => {
    expect(findReason(address, initiator)).toBe(reason);
  });

  it('prefers the reason that was given', () => {
    explainRequest('http://a.test/given', 'check of the headers');
    expect(findReason('http://a.test/given', 'fetch')).toBe('check of the headers');
  });

  it('keeps all requests in order and tells whoever listens', () => {
    const counts: number[] = [];
    const stop = requestLog.subscribe((records) => counts.push(records.length));
    logRequests([{ ...seen, address: 'http://a.test/1.js' }], 'page');
    logRequests([{ ...seen, address: 'http://a.test/2.js' }], 'worker');
    stop();
    logRequests([{ ...seen, address: 'http://b.test/3', blocked: true }], 'page');
    expect(counts).toEqual([1, 2]);
    expect(requestLog.records.map(({ from, reason }) => `${from}: ${reason}`)).toEqual([
      'page: program',
      'worker: program',
      'page: stopped by fetch',
    ]);
  });
});
