import { gzipSync } from 'node:zlib';
import { goodFiles } from '../good-files';
import { zipOf } from '../zip-writer';
import { bytesOf, pathology, type Pathology } from './pathology';

const csv = 'a,b\n1,2\n3,4\n';
const gzip = (content: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(gzipSync(content, { level: 9 }));

const bomb = /was not unpacked: its .+ would become about .+ is the limit for a file of this size/;
const megabyte = 2 ** 20;
const textRows = 20_000;

/** So many members of gzip, each a megabyte of zeros in a kilobyte: unpacked one behind the other. */
const zeros = (megabytes: number): Uint8Array<ArrayBuffer> => {
  const member = gzip(new Uint8Array(megabyte));
  const whole = new Uint8Array(member.length * megabytes);
  for (let at = 0; at < whole.length; at += member.length) whole.set(member, at);
  return whole;
};

/** Files that shrink so far and no further are read; what is made to fill a memory is stopped. */
const bombs: Pathology[] = [
  ...([2, 10, 50, 100, 150] as const).map((ratio) =>
    pathology(`gzip that grows ${ratio} times`, 'a.csv.gz', () => gzip(textOf(ratio)), {
      rows: textRows,
    }),
  ),
  pathology('gzip that grows 1,000 times', 'a.csv.gz', () => zeros(300), { refused: bomb }),
  pathology('gzip within gzip that grows 100,000 times', 'a.csv.gz.gz', () => gzip(zeros(300)), {
    refused: bomb,
  }),
  pathology('gzip thrice that grows 1,000,000 times', 'a.gz', () => gzip(gzip(zeros(1_500))), {
    refused: bomb,
  }),
  pathology(
    'a zip that states 4 GiB',
    'a.zip',
    () => zipOf([{ name: 'a.csv', content: csv, statedBytes: 0xfffffff0 }]),
    {
      refused: /was not unpacked|another|states/,
    },
  ),
  pathology(
    'a zip that states less than it holds',
    'a.zip',
    () => zipOf([{ name: 'a.csv', content: csv, statedBytes: 3 }]),
    {
      refused: /cannot be|other|more/,
    },
  ),
];

/** Text that gzip shrinks about so many times: a line of noise now and then among equal ones. */
function textOf(ratio: number): string {
  const noise = (row: number): string => String(Math.sin(row)).slice(2, 14);
  const lines = Array.from({ length: textRows }, (_, row) =>
    row % Math.max(1, Math.floor(ratio / 4)) === 0 ? `x,${noise(row)}` : 'x,123456789012',
  );
  return `a,b\n${lines.join('\n')}\n`;
}

const slips: Pathology[] = [
  '../../etc/passwd.csv',
  '/etc/passwd.csv',
  'C:\\Windows\\a.csv',
  '..\\..\\a.csv',
  'a/../../b.csv',
  'con.csv',
  `${'n'.repeat(5_000)}.csv`,
  'a\0b.csv',
  '<img src=x onerror=alert(1)>.csv',
  "'; DROP TABLE x; --.csv",
].map((name) =>
  pathology(
    `a zip with a member called ${JSON.stringify(name.slice(0, 40))}`,
    'a.zip',
    () => zipOf([{ name, content: csv }]),
    {
      rows: 2,
      names: ['a', 'b'],
    },
  ),
);

const locked: Pathology[] = [
  pathology('a workbook with a password', 'a.xlsx', encryptedWorkbook, { refused: /password/ }),
  pathology(
    'a zip with a password',
    'a.zip',
    () => zipOf([{ name: 'a.csv', content: csv, isEncrypted: true }]),
    {
      refused: /encrypted/,
    },
  ),
];

/** The start of a compound file with the stream that Office puts an encrypted package into. */
function encryptedWorkbook(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4_096);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const name = new Uint16Array(Array.from('EncryptedPackage', (letter) => letter.charCodeAt(0)));
  bytes.set(new Uint8Array(name.buffer), 1_024);
  return bytes;
}

const packed = goodFiles.find(({ name }) => name === 'items.csv.gz')!.bytes;
const zipped = goodFiles.find(({ name }) => name === 'items.zip')!.bytes;
const broken: Pathology[] = [
  pathology('gzip cut in the middle', 'a.csv.gz', packed.slice(0, 900), { refused: /cut off/ }),
  pathology('gzip cut before its checksum', 'a.csv.gz', packed.slice(0, -8), {
    refused: /cut off|checksum/,
  }),
  pathology('gzip with another checksum', 'a.csv.gz', withByte(packed, -8), {
    refused: /damaged \(its checksum is another one\)/,
  }),
  pathology('gzip of nothing', 'a.csv.gz', () => gzip(''), { refused: /empty/ }),
  pathology('gzip of white space', 'a.csv.gz', () => gzip(' \n \n'), { refused: /empty/ }),
  pathology('gzip with bytes behind its end', 'a.csv.gz', bytesOf([...packed], 'more and more'), {
    refused: /damaged|cut off|behind/,
  }),
  pathology('a zip cut before its list', 'a.zip', zipped.slice(0, -30), { refused: /cut off/ }),
  pathology('a zip of nothing', 'a.zip', () => zipOf([]), { refused: /zip/ }),
  pathology(
    'a zip with another checksum',
    'a.zip',
    () => {
      const bytes = zipOf([{ name: 'a.csv', content: csv }]);
      return withByte(bytes, bytes.length - 22 - 46 - 5 + 16);
    },
    { refused: /checksum/ },
  ),
  pathology(
    'a zip within a zip',
    'a.zip',
    () => zipOf([{ name: 'b.zip', content: zipOf([{ name: 'a.csv', content: csv }]) }]),
    {
      rows: 2,
    },
  ),
  pathology(
    'a zip of 2,000 tables',
    'a.zip',
    () =>
      zipOf(Array.from({ length: 2_000 }, (_, index) => ({ name: `${index}.csv`, content: csv }))),
    {
      rows: 2,
    },
  ),
  pathology(
    'a zip with one name twice',
    'a.zip',
    () =>
      zipOf([
        { name: 'a.csv', content: csv },
        { name: 'a.csv', content: 'c\n1\n' },
      ]),
    {
      rows: 2,
    },
  ),
];

function withByte(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  copy[at < 0 ? copy.length + at : at]! ^= 0xff;
  return copy;
}

export const packedFiles: Pathology[] = [...bombs, ...slips, ...locked, ...broken];
