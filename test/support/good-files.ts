import made from '../fixtures/hostile/good_files.json';

/** A good file: 200 rows. */
export interface GoodFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const rows = Array.from({ length: 200 }, (_, row) => ({
  id: row,
  price: ((row * 37) % 101) / 8,
  name: row % 17 === 0 ? null : `item ${row % 23} é`,
  flag: row % 3 === 0,
  day: new Date(Date.UTC(2020, 0, 1 + row)).toISOString().slice(0, 10),
}));
const names = Object.keys(rows[0]!);

const delimited = (delimiter: string, write: (value: unknown) => string): string =>
  [names, ...rows.map((row) => Object.values(row))]
    .map((values) => `${values.map(write).join(delimiter)}\n`)
    .join('');
const plain = (value: unknown): string => (value === null ? '' : String(value));
const quoted = (value: unknown): string =>
  typeof value === 'string' ? `"${value}"` : plain(value);

const texts: Record<string, string> = {
  'plain.csv': delimited(',', plain),
  'quoted.csv': delimited(',', quoted),
  'comma.csv': delimited(';', (value) => plain(value).replace('.', ',')),
  'items.tsv': delimited('\t', plain),
  'items.json': JSON.stringify(rows),
  'columns.json': JSON.stringify(
    Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name as 'id'])])),
  ),
  'items.ndjson': rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
};

export const goodFiles: GoodFile[] = [
  ...Object.entries(texts).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })),
  ...Object.entries(made.files).map(([name, base64]) => ({
    name,
    bytes: Uint8Array.from(Buffer.from(base64, 'base64')),
  })),
];
