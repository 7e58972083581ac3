import { describe, expect, it } from 'vitest';
import { decodeLz4Frame } from '../../../../src/data/formats/arrow/lz4-frame';

const decode = (base64: string, size: number): string =>
  new TextDecoder().decode(decodeLz4Frame(new Uint8Array(Buffer.from(base64, 'base64')), size));

// Written by the lz4 frame codec of pyarrow 26.0.1: "abc" * 100 + "xyz", and "hello".
const repeated = 'BCJNGGBAgg4AAAA/YWJjAwD/FVBiY3h5egAAAAA=';

describe('LZ4 frames', () => {
  it('are decoded, copies that overlap themselves too', () => {
    expect(decode(repeated, 303)).toBe(`${'abc'.repeat(100)}xyz`);
  });

  it('are refused where they are cut off or of another length', () => {
    expect(() => decode(repeated.slice(0, 24), 303)).toThrow(RangeError);
    expect(() => decode(repeated, 304)).toThrow('the LZ4 frame has another length than it says');
    expect(() => decode('AAAAAAAAAAA=', 1)).toThrow('not an LZ4 frame');
  });
});
