import { goodFiles } from '../good-files';
import { bytesOf, pathology, type Pathology } from './pathology';

const good = (name: string): Uint8Array<ArrayBuffer> =>
  goodFiles.find((file) => file.name === name)!.bytes;

/** The last eight bytes of a Parquet file: the size of its footer, and its mark. */
const footerStart = (bytes: Uint8Array<ArrayBuffer>): number =>
  bytes.length - 8 - new DataView(bytes.buffer).getUint32(bytes.length - 8, true);

const plain = good('plain.parquet');
const footer = footerStart(plain);
const cutOff = /is cut off: a Parquet file has its table of contents at the end/;

const cutParquet: Pathology[] = (
  [
    ['behind its first mark', 4],
    ['within its first page', 40],
    ['in the middle of its pages', Math.floor(footer / 2)],
    ['before its table of contents', footer],
    ['within its table of contents', footer + 100],
    ['before the size of its table of contents', plain.length - 8],
    ['before its last mark', plain.length - 4],
    ['before its last byte', plain.length - 1],
  ] as const
).map(([where, size]) =>
  pathology(`Parquet cut ${where}`, 'a.parquet', plain.slice(0, size), { refused: cutOff }),
);

const patched = (bytes: Uint8Array<ArrayBuffer>, at: number, ...to: number[]): typeof bytes => {
  const copy = bytes.slice();
  copy.set(to, at < 0 ? copy.length + at : at);
  return copy;
};

const brokenParquet: Pathology[] = [
  pathology('Parquet with another mark at its end', 'a.parquet', patched(plain, -1, 0x32), {
    refused: cutOff,
  }),
  pathology('Parquet that says it is encrypted', 'a.parquet', patched(plain, -1, 0x45), {
    refused: /it is encrypted/,
  }),
  pathology(
    'Parquet with a table of contents of 4 GiB',
    'a.parquet',
    patched(plain, -8, 255, 255, 255, 255),
    {
      refused: /its table of contents would be 4294967295 bytes/,
    },
  ),
  pathology(
    'Parquet with a table of contents of no byte',
    'a.parquet',
    patched(plain, -8, 0, 0, 0, 0),
    {
      refused: /its table of contents is broken/,
    },
  ),
  pathology(
    'Parquet with zeros as its table of contents',
    'a.parquet',
    plain.slice().fill(0, footer, plain.length - 8),
    {
      refused: /cannot be read as Parquet/,
    },
  ),
  pathology('Parquet with zeros as its pages', 'a.parquet', plain.slice().fill(0, 4, footer), {
    refused: /it is damaged/,
  }),
  pathology('Parquet of two marks and nothing else', 'a.parquet', 'PAR1PAR1', { refused: cutOff }),
  pathology(
    'Parquet with one bit of a page turned',
    'a.parquet',
    patched(good('checksum.parquet'), 60, 0xaa),
    {
      refused: /the checksum of a page does not fit its bytes \(column "id", row group 1\)/,
    },
  ),
  pathology('Parquet without its first ten bytes', 'a.parquet', plain.slice(10), {
    refused: /not text|cannot be read/,
  }),
];

const stream = good('stream.arrows');
const isMessage = (at: number): boolean => stream.slice(at, at + 4).every((byte) => byte === 0xff);
const messages = Array.from({ length: stream.length / 8 }, (_, index) => index * 8).filter(
  isMessage,
);

const cutArrow: Pathology[] = messages.flatMap((at, index) => [
  ...(index === 0
    ? []
    : [
        pathology(
          `Arrow stream cut before message ${index + 1} of ${messages.length}`,
          'a.arrows',
          stream.slice(0, at),
          {
            rows: [0, 0, 90, 180, 200][index]!,
            note: /has no end mark; it may have been cut off/,
          },
        ),
      ]),
  ...(index === messages.length - 1
    ? []
    : [
        pathology(
          `Arrow stream cut within message ${index + 1}`,
          'a.arrows',
          stream.slice(0, at + 40),
          {
            refused: /cannot be read as Arrow: it is cut off or damaged|is empty|not text/,
          },
        ),
      ]),
]);

const file = good('file.arrow');
const brokenArrow: Pathology[] = [
  pathology('Arrow file cut before its last mark', 'a.arrow', file.slice(0, -6), {
    refused: /cut off or damaged/,
  }),
  pathology('Arrow file cut in the middle', 'a.arrow', file.slice(0, 4_000), {
    refused: /cut off or damaged/,
  }),
  pathology('Arrow file of its mark alone', 'a.arrow', 'ARROW1\0\0', {
    refused: /cut off or damaged/,
  }),
  pathology(
    'Arrow file with a footer of 2 GiB',
    'a.arrow',
    patched(file, -10, 255, 255, 255, 127),
    {
      refused: /cut off or damaged/,
    },
  ),
  pathology('Arrow stream with bytes behind its end', 'a.arrows', bytesOf([...stream], 'more'), {
    rows: 200,
    note: /ends 4 bytes before the file/,
  }),
  pathology('Arrow stream twice in one file', 'a.arrows', bytesOf([...stream], [...stream]), {
    rows: 200,
    note: /ends 8,?168 bytes before the file/,
  }),
  pathology('Arrow compressed, cut in a frame', 'a.arrow', good('lz4.arrow').slice(0, 3_000), {
    refused: /cut off or damaged/,
  }),
];

const lies: Pathology[] = [
  ...(
    [
      ['Parquet', 'snappy.parquet', 'a.csv'],
      ['Parquet', 'snappy.parquet', 'a.json'],
      ['Arrow', 'file.arrow', 'a.csv'],
      ['Arrow', 'stream.arrows', 'a.parquet'],
      ['Excel', 'items.xlsx', 'a.csv'],
      ['SQLite', 'items.sqlite', 'a.csv'],
      ['NumPy', 'matrix.npy', 'a.txt'],
      ['gzip', 'items.csv.gz', 'a.csv'],
      ['Zstandard', 'items.csv.zst', 'a.csv'],
      ['zip', 'items.zip', 'a.csv'],
      ['CSV', 'plain.csv', 'a.parquet'],
      ['CSV', 'plain.csv', 'a.xlsx'],
      ['CSV', 'plain.csv', 'a.arrow'],
      ['JSON', 'items.json', 'a.csv'],
      ['lines of JSON', 'items.ndjson', 'a.csv'],
      ['CSV', 'plain.csv', 'no ending'],
      ['Parquet', 'snappy.parquet', '.hidden'],
    ] as const
  ).map(([what, made, named]) =>
    pathology(`${what} called "${named}"`, named, good(made), { rows: 200 }),
  ),
  ...(
    [
      ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
      ['a JPEG picture', [0xff, 0xd8, 0xff, 0xe0]],
      ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
      ['a program', [0x7f, 0x45, 0x4c, 0x46]],
      ['a WebAssembly module', [0x00, 0x61, 0x73, 0x6d]],
      ['an HDF5 file', [0x89, 0x48, 0x44, 0x46]],
      ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf]],
      ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
    ] as const
  ).map(([what, mark]) =>
    pathology(`${what} called "a.csv"`, 'a.csv', bytesOf([...mark, 0, 1, 2, 3], 'a,b\n1,2\n'), {
      refused: new RegExp(`is ${what}`),
    }),
  ),
  pathology('a web page called "a.csv"', 'a.csv', '<!doctype html><html><body>404</body></html>', {
    refused: /is a web page/,
  }),
  pathology(
    'random bytes called "a.csv"',
    'a.csv',
    Uint8Array.from({ length: 4_096 }, (_, at) => (at * 7_919 * at) >> 3),
    {
      refused: /is not text/,
    },
  ),
];

export const columnarFiles: Pathology[] = [
  ...cutParquet,
  ...brokenParquet,
  ...cutArrow,
  ...brokenArrow,
  ...lies,
];
