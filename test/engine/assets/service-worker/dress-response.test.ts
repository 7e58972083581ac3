import { describe, expect, it } from 'vitest';
import { dressResponse } from '../../../../src/engine/assets/service-worker/dress-response';
import { versionOf } from '../../../../src/engine/assets/service-worker/hash';
import { findMissing } from '../../../../src/engine/walls/level';
import {
  addedHeadersName,
  contentSecurityPolicy,
  responseHeaders,
} from '../../../../src/engine/walls/policy';

const file = { path: 'assets/engine.wasm', sha256: 'ab12', sizeBytes: 3 };
const bytes = new Uint8Array([1, 2, 3]);
const all = (): Headers => new Headers(responseHeaders as [string, string][]);

describe('a kept file', () => {
  it('has all headers of the walls where its host sent none, and says so', () => {
    const { headers } = dressResponse(file, bytes, new Headers());
    expect(findMissing(headers)).toEqual([]);
    expect(headers.get(addedHeadersName)?.split(', ')).toEqual(
      responseHeaders.map(([name]) => name),
    );
  });

  it('keeps what its host sent', () => {
    const host = all();
    host.set('Permissions-Policy', 'camera=()');
    const { headers } = dressResponse(file, bytes, host);
    expect(headers.get('Permissions-Policy')).toBe('camera=()');
    expect(headers.has(addedHeadersName)).toBe(false);
  });

  it('holds to another policy of its host beside ours', () => {
    const { headers } = dressResponse(
      file,
      bytes,
      new Headers({ 'Content-Security-Policy': "img-src 'none'" }),
    );
    expect(headers.get('Content-Security-Policy')).toBe(
      `img-src 'none', ${contentSecurityPolicy()}`,
    );
  });

  it('stays as it is when it is copied to the next version', () => {
    for (const host of [
      new Headers(),
      new Headers({ 'Content-Security-Policy': "img-src 'none'" }),
    ]) {
      const first = dressResponse(file, bytes, host).headers;
      const second = dressResponse(file, bytes, first).headers;
      expect([...second]).toEqual([...first]);
    }
  });

  it('has a type by its ending, whatever the host says, and its hash as entity tag', async () => {
    const response = dressResponse(file, bytes, new Headers({ 'Content-Type': 'text/plain' }));
    expect(response.headers.get('Content-Type')).toBe('application/wasm');
    expect(response.headers.get('ETag')).toBe('"ab12"');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });
});

describe('versionOf', () => {
  it('is part of the SHA-256 of the list as sha256sum would write it', async () => {
    // printf 'ab12 assets/engine.wasm\n' | sha256sum
    expect(await versionOf([file])).toBe('5ac14e5b47fd3da3');
    expect(await versionOf([{ ...file, sha256: 'ab13' }])).not.toBe(await versionOf([file]));
  });
});
