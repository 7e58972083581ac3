import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportedTable } from '../../../../src/engine/decode/import-ports';
import { createDecoder } from '../../../../src/engine/decode/decoder';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';
import { readers } from '../../../support/readers';

let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

const typesOf = (table: ImportedTable): [string, string][] =>
  table.columns.map(({ name, type }) => [name, type]);

describe('a JSON document', () => {
  it('becomes a table with the types of its values, objects by path, mixed lists as text', async () => {
    const text = JSON.stringify([
      { id: 1, name: 'Ann', at: { x: 1.5, y: { z: true } }, day: '2020-02-29', tags: ['a', 1] },
      { id: 2, name: null, at: { x: -2 }, day: '1999-12-31', tags: [], more: {} },
    ]);
    const table = await harness.read(text, 'a.json');
    expect(typesOf(table)).toEqual([
      ['id', 'BIGINT'],
      ['name', 'VARCHAR'],
      ['at.x', 'DOUBLE'],
      ['at.y.z', 'BOOLEAN'],
      ['day', 'DATE'],
      ['tags', 'VARCHAR'],
      ['more', 'VARCHAR'],
    ]);
    expect(await harness.texts(table)).toEqual([
      ['1', 'Ann', '1.5', 'true', '2020-02-29', '["a",1]', null],
      ['2', null, '-2.0', null, '1999-12-31', '[]', '{}'],
    ]);
    expect(table).toMatchObject({ rowCount: 2, format: 'json', rejected: { count: 0 } });
    expect(table.notes).toEqual([
      '"tags" holds lists whose values do not agree; they are kept as JSON text.',
      '"more" holds lists or objects; they are kept as JSON text.',
    ]);
  });

  it('keeps integers of 64 bits and beyond, and long decimals, to the last digit', async () => {
    const text = `[{"a": 9223372036854775807, "b": 18446744073709551615, "c": 1234567890123.4567, "d": 1e400, "e": 0.1},
      {"a": -9223372036854775808, "b": -1, "c": 2, "d": 1, "e": 9007199254740992}]`;
    const table = await harness.read(text, 'a.json');
    expect(typesOf(table).map(([, type]) => type)).toEqual([
      'BIGINT',
      'HUGEINT',
      'DECIMAL(17,4)',
      'VARCHAR',
      'DOUBLE',
    ]);
    expect(await harness.texts(table)).toEqual([
      ['9223372036854775807', '18446744073709551615', '1234567890123.4567', '1e400', '0.1'],
      ['-9223372036854775808', '-1', '2.0000', '1', '9007199254740992.0'],
    ]);
  });

  it('keeps values of several kinds as they were written', async () => {
    const table = await harness.read(
      '[{"a": 1.50}, {"a": "x"}, {"a": [1, 2]}, {"a": true}, {}]',
      'a.json',
    );
    expect(await harness.texts(table)).toEqual([['1.50'], ['x'], ['[1,2]'], ['true'], [null]]);
    expect(table.notes).toEqual([
      '"a" holds numbers and true or false and texts and lists or objects; it is kept as text.',
    ]);
  });

  it('keeps texts that look like numbers texts', async () => {
    const table = await harness.read('[{"zip": "01234"}, {"zip": "98765"}]', 'a.json');
    expect(table.columns[0]!.type).toBe('VARCHAR');
  });

  it('reads times with an offset as UTC', async () => {
    const table = await harness.read(
      '[{"t": "2020-01-01T10:00:00.5+02:00"}, {"t": "2020-01-01T00:00Z"}]',
      'a.json',
    );
    expect(await harness.texts(table)).toEqual([
      ['2020-01-01 08:00:00.5'],
      ['2020-01-01 00:00:00'],
    ]);
    expect(table.notes).toEqual(['"t" holds times with an offset; they are kept in UTC.']);
  });

  it.each<[string, string, string[], (string | null)[][], string[]]>([
    [
      'an object of columns',
      '{"a": [1, 2], "b": ["x", null]}',
      ['a', 'b'],
      [
        ['1', 'x'],
        ['2', null],
      ],
      [],
    ],
    [
      'columns keyed by row',
      '{"a": {"0": 1, "1": 2}, "b": {"0": "x", "1": "y"}}',
      ['a', 'b'],
      [
        ['1', 'x'],
        ['2', 'y'],
      ],
      [],
    ],
    [
      'names and rows',
      '{"columns": ["a", "b"], "index": [0, 1], "data": [[1, "x"], [2, "y"]]}',
      ['a', 'b'],
      [
        ['1', 'x'],
        ['2', 'y'],
      ],
      [],
    ],
    ['one object', '{"a": 1, "b": {"c": "x"}}', ['a', 'b.c'], [['1', 'x']], []],
    [
      'lists as rows',
      '[[1, "x"], [2]]',
      ['column1', 'column2'],
      [
        ['1', 'x'],
        ['2', null],
      ],
      [],
    ],
    ['plain values', '[1, 2, null]', ['value'], [['1'], ['2'], [null]], []],
    ['one value', '"x"', ['value'], [['x']], []],
    [
      'a list under a key',
      '{"count": 2, "next": null, "results": [{"a": 1}, {"a": 2}]}',
      ['a'],
      [['1'], ['2']],
      ['The rows were taken from "results"; "count", "next" beside it are left out.'],
    ],
    [
      'a list under a key within',
      '{"response": {"items": [{"a": 1}], "more": [{"b": 1}, {"b": 2}]}}',
      ['b'],
      [['1'], ['2']],
      [
        'The rows were taken from "response.more", the longest list; "items" beside it is left out.',
      ],
    ],
    [
      'records by name',
      '{"x": {"a": 1, "b": 2}, "y": {"a": 3, "b": 4}}',
      ['key', 'a', 'b'],
      [
        ['x', '1', '2'],
        ['y', '3', '4'],
      ],
      ['Each member of the document is one row; its name stands in the column "key".'],
    ],
  ])('may be %s', async (_, text, names, rows, notes) => {
    const table = await harness.read(text, 'a.json');
    expect(table.columns.map(({ name }) => name)).toEqual(names);
    expect(await harness.texts(table)).toEqual(rows);
    expect(table.notes).toEqual(notes);
  });

  it('may have any key', async () => {
    const text = `{"__proto__": 1, "": 2, "a\\u0000b": 3, "\\"; DROP TABLE x; --": 4, "A": 5, "a": 6, "constructor": {"x": 7}, "é\\ud800": 8}`;
    const table = await harness.read(text, 'a.json');
    expect(table.columns.map(({ name }) => name)).toEqual([
      '__proto__',
      'column2',
      'a␀b',
      '"; DROP TABLE x; --',
      'A',
      'a_1',
      'constructor.x',
      'é\ufffd',
    ]);
    expect(await harness.texts(table)).toEqual([['1', '2', '3', '4', '5', '6', '7', '8']]);
  });

  it('says what it repaired: keys named twice, halves of characters', async () => {
    const text =
      '[{"a": 1, "a": 2, "b": "x\\ud800y"}, {"a": 3, "a": null, "b": "\\ud83d\\ude00\\u0000"}]';
    const table = await harness.read(text, 'a.json');
    expect(await harness.texts(table)).toEqual([
      ['2', 'x\ufffdy'],
      [null, '😀\0'],
    ]);
    expect(table.notes).toEqual([
      '2 times, a record names a key twice; the last value was kept.',
      'Once, a text holds what is no character; it was replaced by U+FFFD.',
    ]);
  });

  it.each<[string, Uint8Array<ArrayBuffer>]>([
    [
      'a byte order mark',
      new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('[{"é": 1}]')]),
    ],
    [
      'UTF-16',
      new Uint8Array(
        new Uint16Array(Array.from('\ufeff[{"é": 1}]', (c) => c.charCodeAt(0))).buffer,
      ),
    ],
    ['Latin-1', Uint8Array.from('[{"é": 1}]', (letter) => letter.charCodeAt(0))],
  ])('may be written with %s', async (_, bytes) => {
    expect(typesOf(await harness.read(bytes, 'a.json'))).toEqual([['é', 'BIGINT']]);
  });

  it.each<[string, string]>([
    [
      '[{"a": 1},\n {"a": NaN}]',
      '"a.json" is no valid JSON: "NaN" where a value is expected (line 2, column 8).',
    ],
    [
      '[{"a": 1}',
      '"a.json" is no valid JSON: the text ends where a comma or ] is expected (line 1, column 10).',
    ],
    [
      '[1] [2]',
      '"a.json" is no valid JSON: more text follows the end of the document (line 1, column 5).',
    ],
    [
      '['.repeat(10_000),
      '"a.json" is no valid JSON: the text ends where a value is expected (line 1, column 10,001).',
    ],
  ])('is refused with the place of the fault: %#', async (text, message) => {
    await expect(harness.read(text, 'a.json')).rejects.toMatchObject({
      code: 'unreadable_file',
      message,
    });
  });

  it.each<[string, (string | null)[][]]>([
    ['[]', []],
    ['{}', [['{}']]],
    ['[{}, []]', [['{}'], ['[]']]],
  ])('without keys and values keeps its records as they are: %s', async (text, rows) => {
    const table = await harness.read(text, 'a.json');
    expect(typesOf(table)).toEqual([['value', 'VARCHAR']]);
    expect(await harness.texts(table)).toEqual(rows);
    expect(table.notes).toEqual([
      'The records hold no keys and no values; each is kept as it was written.',
    ]);
  });

  it('of white space is empty', async () => {
    await expect(harness.read('  ', 'a.json')).rejects.toMatchObject({ code: 'empty_file' });
  });

  it('follows objects twenty levels deep and keeps the rest as text', async () => {
    const text = `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`;
    const table = await harness.read(text, 'a.json');
    expect(table.columns).toEqual([{ name: Array(20).fill('a').join('.'), type: 'VARCHAR' }]);
    expect(await harness.texts(table)).toEqual([[`${'{"a":'.repeat(10)}1${'}'.repeat(10)}`]]);
  });

  it('of more keys than a table may have columns gives those that are chosen', async () => {
    const wide = Array.from({ length: 20_000 }, (_, key) => `"user${key}": ${key}`).join(', ');
    for (const [text, name] of [
      [`[{${wide}}, {"user7": 70}]`, 'a.json'],
      [`{${wide}}\n{"user7": 70}\n`, 'a.ndjson'],
    ] as const) {
      await expect(harness.read(text, name)).rejects.toMatchObject({
        code: 'too_large',
        message: expect.stringMatching('20,000 different keys'),
      });
      const sketch = await createDecoder(readers).look(new Blob([text]), name, {}, { whole: true });
      expect(sketch!.wide!.names.slice(0, 2)).toEqual(['user0', 'user1']);
      expect([sketch!.wide!.names.length, sketch!.rowCount]).toEqual([20_000, 2]);
      const table = await harness.read(text, name, { columns: ['user7', 'user19999'] });
      expect(await harness.texts(table)).toEqual([
        ['7', '19999'],
        ['70', null],
      ]);
      expect(table.notes[0]).toBe('2 columns of the 20,000 in the file were read, as chosen.');
    }
  });
});

describe('objects whose keys are data', () => {
  const keys = (count: number, value: (key: number) => string): string =>
    `{${Array.from({ length: count }, (_, key) => `"user ${key}": ${value(key)}`).join(', ')}}`;

  it('are lists of keys with their values, open to SQL', async () => {
    const records = [
      `{"id": 1, "byUser": ${keys(1_500, String)}}`,
      '{"id": 2, "byUser": {"x\\ty": 1.5, "é": null}}',
      '{"id": 3, "byUser": {}}',
      '{"id": 4, "byUser": null}',
    ];
    for (const [text, name] of [
      [`[${records.join(',')}]`, 'a.json'],
      [records.join('\n'), 'a.ndjson'],
    ] as const) {
      const table = await harness.read(text, name);
      expect(typesOf(table)).toEqual([
        ['id', 'BIGINT'],
        ['byUser', 'STRUCT("key" VARCHAR, "value" DOUBLE)[]'],
      ]);
      expect(table.notes).toEqual([
        '"byUser" holds objects whose keys are data; each is a list of its keys with their values.',
      ]);
      const answer = await harness.engine.query(
        `SELECT len("byUser")::DOUBLE AS count, "byUser"[1].key AS first, "byUser"[-1].value AS last FROM ${table.relation} ORDER BY id`,
      );
      expect([...answer.numbers('count')]).toEqual([1_500, 2, 0, NaN]);
      expect([...answer.texts('first')]).toEqual(['user 0', 'x\ty', null, null]);
      expect([...answer.numbers('last')].slice(0, 2)).toEqual([1_499, NaN]);
    }
  });

  it('may hold objects and maps again', async () => {
    const inner = keys(1_200, (key) => `{"n": ${key}, "tags": ["a", "b"]}`);
    const table = await harness.read(
      `[{"a": {"one": ${inner}, "two": {}, "three": {"z": {"n": 5, "tags": []}}}}]`,
      'a.json',
    );
    expect(typesOf(table)).toEqual([
      ['a.one', 'STRUCT("key" VARCHAR, "value" STRUCT(n BIGINT, tags VARCHAR[]))[]'],
      ['a.two', 'VARCHAR'],
      ['a.three.z.n', 'BIGINT'],
      ['a.three.z.tags', 'VARCHAR[]'],
    ]);
  });

  it('are told by few of many keys in each, over values of one kind', async () => {
    const record = (row: number): string =>
      `{"row": ${row}, "seen": {"p${row}": ${row}, "p${row + 1}": 2}}`;
    const rows = Array.from({ length: 300 }, (_, row) => record(row));
    const table = await harness.read(rows.join('\n'), 'a.ndjson');
    expect(typesOf(table)).toEqual([
      ['row', 'BIGINT'],
      ['seen', 'STRUCT("key" VARCHAR, "value" BIGINT)[]'],
    ]);
    const mixed = rows.map((text, row) => (row % 2 ? text.replace(' 2}', ' "2"}') : text));
    expect((await harness.read(mixed.join('\n'), 'a.ndjson')).columns).toHaveLength(302);
  });

  it('are kept as text where their values do not agree', async () => {
    const table = await harness.read(
      `[{"a": ${keys(1_500, (key) => (key % 2 ? '"x"' : '1'))}}, {"a": {"y": 1}}]`,
      'a.json',
    );
    expect(typesOf(table)).toEqual([['a', 'VARCHAR']]);
    expect((await harness.texts(table))[1]).toEqual(['{"y":1}']);
    expect(table.notes).toEqual([
      '"a" holds objects whose keys are data and whose values do not agree; they are kept as JSON text.',
    ]);
  });
});

describe('numbers of JSON that no type shows as they were written', () => {
  it.each([
    [
      '[{"a": -0}, {"a": 1}, {"a": -0}]',
      '"a" holds 2 numbers shown otherwise than written, such as -0 → 0.',
    ],
    ['[{"a": [-0, 1]}]', '"a" holds 1 number shown otherwise than written, such as -0 → 0.'],
    [
      '[{"a": 1e400}, {"a": 1}]',
      '"a" holds 1 number that floating point would round; it is kept as text.',
    ],
    [
      '[{"a": [1e400, 1]}]',
      '"a" holds 1 number that floating point would round; it is kept as text.',
    ],
    [
      '[{"a": 0.1000000000000000055}, {"a": 1}]',
      '"a" holds 1 number that floating point would round; it is kept exactly, as DECIMAL(20,19).',
    ],
    [
      '[{"a": 12345678901234567890}]',
      '"a" holds whole numbers of up to 20 digits; they are kept exactly.',
    ],
  ])('are counted: %s', async (text, note) => {
    expect((await harness.read(text, 'a.json')).notes).toEqual([note]);
  });
});

describe('lines of JSON', () => {
  it('are rows; a bad line is set aside with its number, reason and text', async () => {
    const text =
      '{"a": 1}\n\n{"a": 2, "b": "x"}\r\nnot json\n[1]\n{"a": 3} {"a": 4}\n{"b": "y"}\n{"a": 5';
    const table = await harness.read(text, 'a.ndjson');
    expect(table).toMatchObject({ rowCount: 3, format: 'ndjson' });
    expect(await harness.texts(table)).toEqual([
      ['1', null],
      ['2', 'x'],
      [null, 'y'],
    ]);
    expect(table.rejected).toEqual({
      count: 4,
      lines: [
        { line: 4, reason: '"not" where a value is expected (column 1)', text: 'not json' },
        { line: 5, reason: 'not an object like the first record', text: '[1]' },
        {
          line: 6,
          reason: 'more text follows the end of the record (column 10)',
          text: '{"a": 3} {"a": 4}',
        },
        {
          line: 8,
          reason: 'the text ends where a comma or } is expected (column 8)',
          text: '{"a": 5',
        },
      ],
    });
  });

  it('decide their types by all lines, in many pieces', async () => {
    const lines = Array.from(
      { length: 150_000 },
      (_, row) => `{"id": ${row}, "x": ${row / 8}, "t": "text ${row}"}`,
    );
    const text = `${lines.join('\n')}\n{"id": 12345678901234567890, "x": "high", "late": true}\n`;
    const shares: number[] = [];
    const onProgress = (share: number): void => void shares.push(share);
    const table = await harness.read(text, 'a.jsonl', {}, { onProgress });
    expect(table).toMatchObject({ rowCount: 150_001, rejected: { count: 0 } });
    expect(typesOf(table)).toEqual([
      ['id', 'HUGEINT'],
      ['x', 'VARCHAR'],
      ['t', 'VARCHAR'],
      ['late', 'BOOLEAN'],
    ]);
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual([...shares].sort((first, second) => first - second));
    const answer = await harness.engine.query(
      `SELECT count(*) FILTER (x = (id / 8)::VARCHAR OR x = (id // 8)::VARCHAR)::DOUBLE AS same, min(id)::DOUBLE AS low FROM ${table.relation}`,
    );
    expect(answer.numbers('same')[0]).toBe(150_000);
    expect(answer.numbers('low')[0]).toBe(0);
  });

  it('are refused in words where none of them is JSON', async () => {
    await expect(harness.read('a b\nc d\n', 'a.ndjson')).rejects.toMatchObject({
      code: 'unreadable_file',
      message:
        '"a.ndjson" holds no line of JSON: "a" where a value is expected (column 1) in line 1, and so on in all 2 lines.',
    });
  });

  it('leave nothing behind when they are cancelled at any step', async () => {
    const text = Array.from({ length: 200_000 }, (_, row) => `{"id": ${row}}`).join('\n');
    const before = await harness.leftovers();
    for (const share of [0, 0.3, 0.5, 0.9]) {
      const controller = new AbortController();
      const onProgress = (at: number): void => {
        if (at >= share) controller.abort();
      };
      const hooks = { signal: controller.signal, onProgress };
      await expect(harness.read(text, 'a.ndjson', {}, hooks)).rejects.toMatchObject({
        code: 'cancelled',
      });
      expect(await harness.leftovers()).toEqual(before);
    }
  });
});
