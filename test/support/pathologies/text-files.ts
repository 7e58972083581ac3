import { bytesOf, pathology, type Pathology } from './pathology';

const empty = /is empty: there is nothing to read in it/;
const control = (code: number): string => String.fromCharCode(code);
const hex = (code: number): string => code.toString(16).padStart(2, '0');

const controls: Pathology[] = Array.from({ length: 33 }, (_, index) => (index === 32 ? 127 : index))
  .filter((code) => code !== 0x0a && code !== 0x0d)
  .map((code) =>
    pathology(
      `control character 0x${hex(code)} in a value`,
      'a.csv',
      `id,text\n1,a${control(code)}b\n2,c\n`,
      {
        rows: 2,
        names: ['id', 'text'],
        texts: [
          ['1', `a${control(code)}b`],
          ['2', 'c'],
        ],
      },
    ),
  );

const nothing: Pathology[] = [
  pathology('no byte', 'a.csv', '', { refused: empty }),
  pathology('one space', 'a.csv', ' ', { refused: empty }),
  pathology('only white space', 'a.csv', ' \t \n \r\n ', { refused: empty }),
  pathology('only newlines', 'a.csv', '\n'.repeat(100), { refused: empty }),
  pathology('only a byte order mark', 'a.csv', bytesOf([0xef, 0xbb, 0xbf]), { refused: empty }),
  pathology('only UTF-16 marks', 'a.csv', bytesOf([0xff, 0xfe]), { refused: empty }),
  pathology('one letter', 'a.csv', 'a', { rows: 0, names: ['a'] }),
  pathology('one digit', 'a.csv', '7', { rows: 1, texts: [['7']] }),
  pathology('one comma', 'a.csv', ',', { rows: 1, columnCount: 2 }),
  pathology('one quote', 'a.csv', '"', { rows: 0, rejected: 1 }),
  pathology('one NUL', 'a.csv', '\0', { refused: empty }),
  pathology('a hundred NULs', 'a.csv', '\0'.repeat(100), { refused: empty }),
  pathology('only delimiters', 'a.csv', `${','.repeat(9)}\n`.repeat(5), {
    rows: 0,
    columnCount: 10,
    note: /5 blank lines were passed over/,
  }),
  pathology('only quotes', 'a.csv', '""\n""\n""\n', { rows: 3, texts: [[''], [''], ['']] }),
  pathology('an odd number of quotes', 'a.csv', '"""\n', { rows: 0, rejected: 1 }),
  pathology('names and no rows', 'a.csv', 'a,b,c\n', { rows: 0, names: ['a', 'b', 'c'] }),
  pathology('names and no line end', 'a.csv', 'a,b,c', { rows: 0, names: ['a', 'b', 'c'] }),
];

const line = 'a,b,c\n1,2,3\n4,5,6\n7,8,9\n';
const cellStarts = [6, 8, 10, 12, 14, 16, 18, 20, 22];
const openQuotes: Pathology[] = cellStarts.map((at, index) =>
  pathology(
    `a quote that is never closed before value ${index + 1}`,
    'a.csv',
    `${line.slice(0, at)}"${line.slice(at)}`,
    { rows: 3, names: ['a', 'b', 'c'], note: /Quotes are ordinary characters/ },
  ),
);

const quotes: Pathology[] = [
  pathology('a quoted field of 2,000 lines', 'a.csv', `a,b\n1,"${'x\n'.repeat(2_000)}"\n2,y\n`, {
    rows: 2,
    texts: [
      ['1', 'x\n'.repeat(2_000)],
      ['2', 'y'],
    ],
  }),
  pathology('delimiters, quotes and line ends in quotes', 'a.csv', 'a,b\n"x,""y""\r\nz",1\n', {
    rows: 1,
    texts: [['x,"y"\r\nz', '1']],
  }),
  pathology('text behind a closing quote', 'a.csv', 'a,b\n"x"y,1\n2,3\n4,5\n', {
    rows: 3,
    note: /Quotes are ordinary characters/,
  }),
  pathology('a quote within plain text', 'a.csv', 'a,b\n5" pipe,1\n6" pipe,2\n', {
    rows: 2,
    texts: [
      ['5" pipe', '1'],
      ['6" pipe', '2'],
    ],
  }),
  pathology('empty text beside missing', 'a.csv', 'a,b\n"",x\n,y\nz,w\n', {
    rows: 3,
    texts: [
      ['', 'x'],
      [null, 'y'],
      ['z', 'w'],
    ],
  }),
];

const ragged: Pathology[] = [
  pathology(
    '3,000 short rows among 6,000',
    'a.csv',
    () => `a,b,c\n${'1,2,3\n1,2\n'.repeat(3_000)}`,
    {
      rows: 6_000,
      repaired: 3_000,
    },
  ),
  pathology(
    '3,000 long rows among 9,000',
    'a.csv',
    () => `a,b\n${'1,2\n3,4\n1,2,3,4,5\n'.repeat(3_000)}`,
    {
      rows: 6_000,
      rejected: 3_000,
    },
  ),
  pathology('every second line empty', 'a.csv', () => `a,b\n${'1,2\n\n'.repeat(3_000)}`, {
    rows: 3_000,
  }),
  pathology('100,000 empty lines at the end', 'a.csv', () => `a,b\n1,2\n${'\n'.repeat(100_000)}`, {
    rows: 1,
  }),
  pathology('three kinds of line ends', 'a.csv', 'a,b\n1,2\r\n3,4\r5,6\n', {
    rows: 3,
    texts: [
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ],
  }),
];

const names: Pathology[] = [
  pathology('the same name three times', 'a.csv', 'a,a,a\n1,2,3\n', {
    rows: 1,
    names: ['a', 'a_1', 'a_2'],
  }),
  pathology('names that differ in case', 'a.csv', 'a,A\n1,2\n', { rows: 1, names: ['a', 'A_1'] }),
  pathology('no name between delimiters', 'a.csv', 'a,,b\n1,2,3\n4,5,6\n', {
    rows: 2,
    names: ['a', 'column2', 'b'],
  }),
  ...[
    ['a keyword of SQL', 'select'],
    ['a line of SQL', `'; DROP TABLE x; --`],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['an emoji family', '👩‍👩‍👧‍👦'],
    ['right-to-left text', 'שלום\u202e'],
    ['zero-width characters', 'a\u200bb\u200d'],
    ['10,000 letters', 'n'.repeat(10_000)],
    ['a property of objects', '__proto__'],
    ['a method of objects', 'constructor'],
    ['combining marks', 'Z̸̡͓͙a̶̛͈l̵̢̀g̷̖̈o̶̠͝'],
    ['a formula', '=1+1'],
    ['a backslash', 'a\\b'],
  ].map(([what, name]) =>
    pathology(`a name that is ${what}`, 'a.csv', `id,"${name!}"\n1,x\n2,y\n`, {
      rows: 2,
      names: ['id', name!],
    }),
  ),
  pathology('a NUL in a name', 'a.csv', 'id,b\0c\n1,2\n', { rows: 1, names: ['id', 'b␀c'] }),
  pathology('quotes in a name', 'a.csv', 'id,"b""c"\n1,2\n', { rows: 1, names: ['id', 'b"c'] }),
  pathology('a line end in a name', 'a.csv', 'id,"b\nc"\n1,2\n', {
    rows: 1,
    names: ['id', 'b\nc'],
  }),
];

const utf8Faults: [string, number[]][] = [
  ['a lone continuation byte', [0x80]],
  ['an overlong form of two bytes', [0xc0, 0xaf]],
  ['an overlong form of three bytes', [0xe0, 0x80, 0xaf]],
  ['an overlong form of four bytes', [0xf0, 0x80, 0x80, 0xaf]],
  ['a high surrogate', [0xed, 0xa0, 0x80]],
  ['a low surrogate', [0xed, 0xb0, 0x80]],
  ['a character above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ['two bytes cut off', [0xc3]],
  ['three bytes cut off', [0xe2, 0x82]],
  ['four bytes cut off', [0xf0, 0x9f, 0x98]],
  ['the byte FE', [0xfe]],
  ['the byte FF', [0xff]],
];

const encodings: Pathology[] = [
  ...utf8Faults.map(([what, bytes]) =>
    pathology(
      `invalid UTF-8: ${what}`,
      'a.csv',
      () => bytesOf('id,text\n1,é\n2,é\n3,é\n4,é\n5,é\n6,x', bytes, 'y\n7,z\n'),
      { rows: 7, repaired: 1 },
    ),
  ),
  pathology('a byte order mark in the middle', 'a.csv', 'a,b\n1,x\n\ufeff2,y\n', {
    rows: 2,
    texts: [
      ['1', 'x'],
      ['\ufeff2', 'y'],
    ],
  }),
  pathology('two byte order marks', 'a.csv', '\ufeff\ufeffa,b\n1,2\n', {
    rows: 1,
    names: ['a', 'b'],
  }),
  pathology('UTF-16, low byte first', 'a.csv', utf16('\ufeffa,b\n1,é\n', true), {
    rows: 1,
    texts: [['1', 'é']],
    note: /UTF-16LE/,
  }),
  pathology('UTF-16, high byte first', 'a.csv', utf16('\ufeffa,b\n1,é\n', false), {
    rows: 1,
    texts: [['1', 'é']],
    note: /UTF-16BE/,
  }),
  pathology('UTF-16 without a mark', 'a.csv', utf16('a,b\n1,2\n3,4\n', true), { rows: 2 }),
  pathology('half a surrogate pair in UTF-16', 'a.csv', utf16('\ufeffa,b\n1,x\ud83dy\n', true), {
    rows: 1,
    texts: [['1', 'x\ufffdy']],
  }),
  pathology(
    'UTF-16 with an odd byte at the end',
    'a.csv',
    () => bytesOf([...utf16('\ufeffa,b\n1,2\n', true), 0x33]),
    {
      rows: 1,
      rejected: 1,
    },
  ),
  pathology('Latin-1', 'a.csv', bytesOf('a,b\n1,M', [0xfc], 'ller\n'), {
    rows: 1,
    texts: [['1', 'Müller']],
    note: /Latin-1/,
  }),
];

function utf16(text: string, isLittle: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
  return bytes;
}

export const textFiles: Pathology[] = [
  ...controls,
  ...nothing,
  ...openQuotes,
  ...quotes,
  ...ragged,
  ...names,
  ...encodings,
];
