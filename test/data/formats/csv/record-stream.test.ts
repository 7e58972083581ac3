import { describe, expect, it } from 'vitest';
import type { CsvDialect } from '../../../../src/data/formats/csv/csv-dialect';
import { RecordScanner } from '../../../../src/data/formats/csv/record-scanner';
import { RecordStream } from '../../../../src/data/formats/csv/record-stream';
import { createRandom } from '../../../../src/math/random';

const dialect: CsvDialect = {
  delimiter: ',',
  quote: '"',
  escape: 'doubled',
  decimalPoint: '.',
  trims: false,
};

class CountingScanner extends RecordScanner {
  looks = 0;

  override next(start: number): number {
    this.looks += 1;
    return super.next(start);
  }
}

/** The records of a text that comes in pieces, with the offsets at which they begin. */
function readPieces(
  text: string,
  sizes: () => number,
): { records: [number, string][]; looks: number } {
  const bytes = new TextEncoder().encode(text);
  const records: [number, string][] = [];
  const scanner = new CountingScanner(dialect);
  const stream = new RecordStream(scanner, (piece, start, end, offset) => {
    records.push([offset, new TextDecoder().decode(piece.subarray(start, end))]);
  });
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + sizes());
    stream.push(bytes.slice(at, end), end === bytes.length);
    at = end;
  }
  expect(stream.offset).toBe(bytes.length);
  return { records, looks: scanner.looks };
}

describe('records of a file that comes in pieces', () => {
  it('are the same wherever the pieces are cut', () => {
    const random = createRandom(5);
    const lines = Array.from({ length: 300 }, (_, row) =>
      row % 7 === 0
        ? `"${'a\n""b'.repeat(random.below(40))}",${row}\n`
        : `${'x'.repeat(random.below(90))},${row}\n`,
    );
    const text = lines.join('');
    let offset = 0;
    const expected = lines.map((line): [number, string] => [
      (offset += line.length) - line.length,
      line,
    ]);
    for (const most of [1, 7, 100, 5_000])
      expect(readPieces(text, () => 1 + random.below(most)).records).toEqual(expected);
  });

  it('are not read from their beginning with every piece of a long one', () => {
    const text = `id,text\n1,${'x'.repeat(4_000_000)}\n2,y\n`;
    const { records, looks } = readPieces(text, () => 1_000);
    expect(records.map(([offset, record]) => [offset, record.length])).toEqual([
      [0, 8],
      [8, 4_000_003],
      [4_000_011, 4],
    ]);
    expect(looks).toBeLessThan(20);
  });
});
