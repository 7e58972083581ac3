import { describe, expect, it } from 'vitest';
import { askedPath } from '../../../../src/engine/assets/service-worker/asked-path';

const scope = 'https://host.test/some/folder/';
const ask = (url: string, isNavigation = false, method = 'GET'): string | undefined =>
  askedPath({ url, method, isNavigation }, scope);

describe('askedPath', () => {
  it('is relative to the folder of the page', () => {
    expect(ask(`${scope}assets/a.js`)).toBe('assets/a.js');
    expect(ask(`${scope}samples/with%20space.csv`)).toBe('samples/with space.csv');
  });

  it('is the page for its folder, with any query when it is opened', () => {
    expect(ask(scope)).toBe('index.html');
    expect(ask(`${scope}index.html#top`, true)).toBe('index.html');
    expect(ask(`${scope}?sample=penguins`, true)).toBe('index.html');
    expect(ask(`${scope}?rows=secret`)).toBeUndefined();
  });

  it('leaves other folders, origins, methods and queries to the network', () => {
    expect(ask('https://host.test/other/a.js')).toBeUndefined();
    expect(ask('https://host.test/some/folder')).toBeUndefined();
    expect(ask('https://foreign.test/some/folder/a.js')).toBeUndefined();
    expect(ask(`${scope}a.js`, false, 'POST')).toBeUndefined();
    expect(ask(`${scope}a.js?v=1`)).toBeUndefined();
  });

  it('answers questions for headers', () => {
    expect(ask(scope, false, 'HEAD')).toBe('index.html');
  });

  it('leaves a malformed address to the network', () => {
    expect(ask(`${scope}%E0%A4%A`)).toBeUndefined();
  });
});
