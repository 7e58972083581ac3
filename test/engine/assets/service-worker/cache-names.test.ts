import { describe, expect, it } from 'vitest';
import {
  cacheName,
  openPageLock,
  openScripts,
  otherCaches,
} from '../../../../src/engine/assets/service-worker/cache-names';

const scope = 'https://host.test/a/';
const nested = 'https://host.test/a/b/';

describe('names of caches', () => {
  it('tell versions and folders of one origin apart', () => {
    const names = [
      cacheName(scope, 'old'),
      cacheName(nested, 'old'),
      'of another page',
      cacheName(scope, 'new'),
    ];
    expect(new Set(names).size).toBe(4);
    expect(otherCaches(scope, 'new', names)).toEqual([names[0]]);
    expect(otherCaches(nested, 'new', names)).toEqual([names[1]]);
  });

  it('are listed newest first', () => {
    const names = ['1', '2', '3'].map((version) => cacheName(scope, version));
    expect(otherCaches(scope, '3', names)).toEqual([names[1], names[0]]);
  });

  it('find the scripts of open pages among all locks of the origin', () => {
    const locks = [
      openPageLock(scope, 'assets/app-1.js'),
      openPageLock(nested, 'assets/app-2.js'),
      'writer',
    ];
    expect(openScripts(scope, locks)).toEqual(['assets/app-1.js']);
  });
});
