import { describe, expect, it } from 'vitest';
import { pieceCondition, pieceRows, rowPieces } from '../../src/data/row-pieces';

describe('rowPieces', () => {
  it('covers all rows once, with an open end', () => {
    const pieces = rowPieces(50_000, 40);
    expect(pieces.map(pieceCondition)).toEqual([
      'rowid >= 0 AND rowid < 16384',
      'rowid >= 16384 AND rowid < 32768',
      'rowid >= 32768 AND rowid < 49152',
      'rowid >= 49152',
    ]);
    expect(rowPieces(16_384, 40)).toEqual([{ first: 0 }]);
    expect(rowPieces(0, 3)).toEqual([{ first: 0 }]);
  });

  it('is shorter the more columns there are, in whole vectors and at most a group', () => {
    expect([1, 5, 10, 40, 400, 16_384].map(pieceRows)).toEqual([
      122_880, 122_880, 65_536, 16_384, 2048, 2048,
    ]);
    expect(pieceRows(0)).toBe(122_880);
  });
});
