import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/data/formats/detect';
import { createRandom } from '../../../src/math/random';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...encode(part)] : [part])));

describe('the format of a file', () => {
  it.each([
    ['a,b\n1,2\n', 'a.csv', 'csv'],
    ['a\tb\n', 'a.tsv', 'csv'],
    ['just words', 'notes.txt', 'csv'],
    ['[{"a": 1}]', 'a.json', 'json'],
    ['  {"a": [1, 2]}\n', 'a', 'json'],
    ['{"a": 1}\n{"a": 2}\n', 'a.json', 'ndjson'],
    ['{"a": 1}\n', 'a.jsonl', 'ndjson'],
    ['{"a": "}\\"{"}\n{"a": 2}', 'data', 'ndjson'],
    ['[1, 2]\n[3, 4]\n', 'data.json', 'ndjson'],
    ['[1,2],"x"\n', 'a.csv', 'csv'],
    ['{not json}\n', 'a.csv', 'csv'],
    ['{"a": ', 'a.json', 'json'],
    ['not json', 'a.json', 'json'],
    ['PAR1....', 'a.parquet', 'parquet'],
    ['ARROW1\0\0', 'a.arrow', 'arrow'],
    ['SQLite format 3\0', 'a.db', 'sqlite'],
    ['12345678DUCK', 'a.db', 'duckdb'],
  ])('%j named %s is %s', (text, name, format) => {
    expect(detectFormat(encode(text), name).format).toBe(format);
  });

  it('goes by what the file holds, and says so where its name disagrees', () => {
    expect(detectFormat(encode('PAR1....'), 'a.csv')).toMatchObject({
      format: 'parquet',
      notes: ['The name ends in .csv, but the file holds Parquet; it was read as that.'],
    });
    expect(detectFormat(encode('a,b\n1,2\n'), 'a.parquet')).toMatchObject({
      format: 'csv',
      notes: [
        'The name ends in .parquet, but the file holds a table of text (CSV); it was read as that.',
      ],
    });
    expect(detectFormat(bytes(255, 255, 255, 255, 16, 1, 0, 0), 'x').format).toBe('arrow');
  });

  it.each<[Uint8Array, string]>([
    [bytes(0x89, 'PNG\r\n', 0x1a, '\n'), 'is a PNG picture.'],
    [
      bytes(0xd0, 0xcf, 0x11, 0xe0, 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0'),
      'is an encrypted Excel workbook. Open it with its password, save it without one, and give that.',
    ],
    [
      bytes(0xd0, 0xcf, 0x11, 0xe0, 'W\0o\0r\0k\0b\0o\0o\0k\0'),
      'is an old Office document (.xls, .doc). Save the workbook as .xlsx and give that.',
    ],
    [bytes('%PDF-1.7'), 'is a PDF document.'],
    [
      bytes('<!DOCTYPE html><p>Not found'),
      'is a web page. Perhaps a page of words came instead of the data.',
    ],
    [bytes(0, 1, 2, 3, 0, 0, 7, 8, 0, 0), 'is not text: it holds control characters.'],
  ])('is refused in words where it is no table: %#', (head, words) => {
    expect(() => detectFormat(head, 'photo.csv')).toThrowError(
      expect.objectContaining({
        code: 'unsupported_format',
        message: `"photo.csv" ${words} Assay reads CSV, TSV, JSON, NDJSON, Parquet, Arrow, Excel, OpenDocument, SQLite, DuckDB and NumPy files, also packed.`,
      }) as Error,
    );
  });

  it('refuses random bytes, and takes random letters', () => {
    const random = createRandom(7);
    const noise = Uint8Array.from({ length: 5_000 }, () => random.below(256));
    expect(() => detectFormat(noise, 'a.csv')).toThrowError(/is not text/);
    const letters = Uint8Array.from({ length: 5_000 }, () => 97 + random.below(26));
    expect(detectFormat(letters, 'a.csv').format).toBe('csv');
  });
});
