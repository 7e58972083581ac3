import { describe, expect, it } from 'vitest';
import { isForeign, isOwnDownload } from '../../../src/engine/walls/guard-navigation';
import { textOnly } from '../../../src/engine/walls/trusted-types';

describe('foreign addresses', () => {
  const origin = 'https://assay.test';

  it.each(['https://assay.test/', 'https://assay.test/samples/x.csv', 'https://assay.test/?a#b'])(
    'do not include %s',
    (address) => expect(isForeign(address, origin)).toBe(false),
  );

  it.each([
    'https://assay.test.evil/',
    'https://assay.test@evil.test/',
    'http://assay.test/',
    'https://assay.test:8443/',
    'mailto:someone@assay.test',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://assay.test/1',
    'not an address',
  ])('include %s', (address) => expect(isForeign(address, origin)).toBe(true));
});

describe('a download of this page', () => {
  const origin = 'https://assay.test';

  it('is of bytes of its own that are asked for as a file', () => {
    expect(isOwnDownload('blob:https://assay.test/1', 'ledger.json', origin)).toBe(true);
    expect(isOwnDownload('blob:https://assay.test/1', '', origin)).toBe(true);
  });

  it.each([
    ['blob:https://assay.test/1', null],
    ['blob:https://assay.test.evil/1', 'rows'],
    ['blob:https://evil.test/1', 'rows'],
    ['https://assay.test/1', 'rows'],
    ['data:text/plain,x', 'rows'],
  ])('is not %s as %s', (address, request) =>
    expect(isOwnDownload(address, request, origin)).toBe(false),
  );
});

describe('text in place of markup', () => {
  it('passes unchanged, entities too', () => {
    expect(textOnly('')).toBe('');
    expect(textOnly('&times; 3')).toBe('&times; 3');
  });

  it('is refused with any tag in it', () => {
    expect(textOnly('<b>x</b>')).toBeNull();
    expect(textOnly('a < b')).toBeNull();
  });
});
