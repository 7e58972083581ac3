import { pathology, type Pathology } from './pathology';

const deep = 10_000;
const goodLines = Array.from({ length: 5 }, (_, row) => `{"a": ${row}}`);

const badLines: Pathology[] = [0, 1, 2, 3, 4].map((place) =>
  pathology(
    `lines of JSON with a bad one in place ${place + 1}`,
    'a.ndjson',
    goodLines.map((line, row) => (row === place ? '{"a": oops}' : line)).join('\n'),
    { rows: 4, rejected: 1, names: ['a'] },
  ),
);

const documents: Pathology[] = [
  pathology('10,000 lists in each other', 'a.json', `${'['.repeat(deep)}${']'.repeat(deep)}`, {
    rows: 1,
    texts: [[`${'['.repeat(deep - 2)}${']'.repeat(deep - 2)}`]],
    names: ['column1'],
  }),
  pathology(
    '10,000 objects in each other',
    'a.json',
    `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
    {
      rows: 1,
      columnCount: 1,
    },
  ),
  pathology(
    '10,000 lists in each other in a line',
    'a.ndjson',
    `{"a": ${'['.repeat(deep)}${']'.repeat(deep)}}\n{"a": 1}\n`,
    {
      rows: 2,
    },
  ),
  pathology('10,000 lists that do not close', 'a.json', '['.repeat(deep), {
    refused: /the text ends where a value is expected \(line 1, column 10,001\)/,
  }),
  pathology('a key named twice', 'a.json', '[{"a": 1, "a": 2}]', {
    rows: 1,
    texts: [['2']],
    note: /names a key twice; the last value was kept/,
  }),
  pathology(
    '__proto__ and constructor as keys',
    'a.json',
    '[{"__proto__": 1, "constructor": {"prototype": 2}}]',
    {
      rows: 1,
      names: ['__proto__', 'constructor.prototype'],
      texts: [['1', '2']],
    },
  ),
  pathology(
    'toString and hasOwnProperty as keys',
    'a.json',
    '[{"toString": 1, "hasOwnProperty": 2}]',
    {
      rows: 1,
      names: ['toString', 'hasOwnProperty'],
    },
  ),
  pathology('a key of a million letters', 'a.json', () => `[{"${'k'.repeat(1e6)}": 1}]`, {
    rows: 1,
    columnCount: 1,
  }),
  pathology('an empty key', 'a.json', '[{"": 1}]', { rows: 1, names: ['column1'] }),
  pathology('a NUL as a key', 'a.json', '[{"\\u0000": 1}]', { rows: 1, names: ['␀'] }),
  pathology('half a surrogate pair', 'a.json', '[{"a": "x\\ud800y"}]', {
    rows: 1,
    texts: [['x\ufffdy']],
    note: /replaced by U\+FFFD/,
  }),
  pathology('a NUL in a text', 'a.json', '[{"a": "x\\u0000y"}]', { rows: 1, texts: [['x\0y']] }),
  pathology('a trailing comma in a list', 'a.json', '[1, 2,]', {
    refused: /"\]" where a value is expected/,
  }),
  pathology('a trailing comma in an object', 'a.json', '[{"a": 1,}]', {
    refused: /where a key in quotes is expected/,
  }),
  pathology('a comment', 'a.json', '[1] // one', { refused: /more text follows/ }),
  pathology('single quotes', 'a.json', "[{'a': 1}]", {
    refused: /where a key in quotes is expected/,
  }),
  pathology('NaN', 'a.json', '[{"a": NaN}]', { refused: /"NaN" where a value is expected/ }),
  pathology('a file that breaks off in a text', 'a.json', '[{"a": "xy', {
    refused: /the text ends inside quotes/,
  }),
  pathology('5,000 keys in one record', 'a.json', () => `[${objectOf(5_000)}]`, {
    rows: 1,
    columnCount: 5_000,
  }),
  pathology('100,000 keys in one record', 'a.json', () => `[${objectOf(100_000)}]`, {
    refused: /100,000 different keys, more than the [\d,]+ columns/,
  }),
  pathology(
    '1,000 records with a key of their own each',
    'a.ndjson',
    () => Array.from({ length: 1_000 }, (_, row) => `{"k${row}": ${row}}`).join('\n'),
    {
      rows: 1_000,
      columnCount: 1_000,
    },
  ),
  pathology(
    '100,000 keys within one record',
    'a.json',
    () => `[{"id": 1, "of": ${objectOf(100_000)}}]`,
    {
      rows: 1,
      names: ['id', 'of'],
    },
  ),
  pathology(
    'values of every kind under one key',
    'a.json',
    '[{"a":1},{"a":"x"},{"a":true},{"a":null},{"a":[1]},{"a":{"b":2}}]',
    {
      rows: 6,
      note: /it is kept as text/,
    },
  ),
  pathology('records that are lists of other lengths', 'a.json', '[[1],[1,2],[],[1,2,3]]', {
    rows: 4,
    columnCount: 3,
  }),
  pathology('a text of a million escapes', 'a.json', () => `["${'\\u0041'.repeat(1e6)}"]`, {
    rows: 1,
  }),
  pathology('a million empty lists', 'a.json', () => `[${'[],'.repeat(1e6)}[]]`, {
    rows: 1_000_001,
  }),
  pathology('lines that are no JSON at all', 'a.ndjson', 'a,b\n1,2\n', {
    refused: /holds no line of JSON: .* in line 1/,
  }),
];

function objectOf(count: number): string {
  return `{${Array.from({ length: count }, (_, key) => `"k${key}":${key}`).join(',')}}`;
}

export const jsonFiles: Pathology[] = [...badLines, ...documents];
