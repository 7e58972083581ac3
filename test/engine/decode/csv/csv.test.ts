import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/math/random';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';
import { readCsv } from '../../../support/reference-csv';

const data = join(import.meta.dirname, '../../../../../shared/data');
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe('a CSV', () => {
  it('becomes a table with the types of its values', async () => {
    const text =
      'id,x,ok,day,at,zip,name\n1,0.5,true,2020-02-29,2020-01-01 10:00,01234,Ann\n2,,false,,,98765,\n';
    const table = await harness.read(text, 'a.csv');
    expect(table).toMatchObject({
      rowCount: 2,
      format: 'csv',
      notes: [
        '"zip" holds digits with leading zeros, such as "01234"; it is kept as text.',
        'Written otherwise than their type shows them: "at" 1 value (such as 2020-01-01 10:00 → 2020-01-01 10:00:00). Keep the text of such a column beside its value to have it as written.',
      ],
      rejected: { count: 0, lines: [] },
      columns: [
        { name: 'id', type: 'BIGINT' },
        { name: 'x', type: 'DOUBLE' },
        { name: 'ok', type: 'BOOLEAN' },
        { name: 'day', type: 'DATE' },
        { name: 'at', type: 'TIMESTAMP' },
        { name: 'zip', type: 'VARCHAR' },
        { name: 'name', type: 'VARCHAR' },
      ],
    });
    expect(await harness.texts(table)).toEqual([
      ['1', '0.5', 'true', '2020-02-29', '2020-01-01 10:00:00', '01234', 'Ann'],
      ['2', null, 'false', null, null, '98765', null],
    ]);
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ['of no bytes', ''],
    ['of a byte order mark alone', new Uint8Array([0xef, 0xbb, 0xbf])],
    ['of blanks alone', ' \n\n  \n'],
  ])('%s is refused as empty', async (_, content) => {
    await expect(harness.read(content, 'a.csv')).rejects.toMatchObject({ code: 'empty_file' });
  });

  it('with a header alone is a table without rows', async () => {
    for (const text of ['a,b', 'a,b\n', 'a,b\r\n\r\n']) {
      const table = await harness.read(text, 'a.csv');
      expect(table).toMatchObject({ rowCount: 0, rejected: { count: 0 } });
      expect(table.columns.map(({ name }) => name)).toEqual(['a', 'b']);
    }
  });

  it('may have one column, whose empty lines are rows without a value', async () => {
    const table = await harness.read('a\nx, y\n\n"z"\n', 'a.csv');
    expect(await harness.texts(table)).toEqual([['x, y'], [null], ['z']]);
  });

  it('gets names where it has none, and distinct ones where they repeat', async () => {
    const table = await harness.read('a,A,,a\n1,2,3,4\n', 'a.csv');
    expect(table.columns.map(({ name }) => name)).toEqual(['a', 'A_1', 'column3', 'a_2']);
    expect(table.notes).toEqual([
      'Column 3 has no name; it is called "column3" here.',
      'A second column "A" is called "A_1" here.',
      'A second column "a" is called "a_2" here.',
    ]);
    const unnamed = await harness.read('1,2\n3,4\n', 'a.csv');
    expect(unnamed).toMatchObject({
      rowCount: 2,
      columns: [{ name: 'column1' }, { name: 'column2' }],
    });
    const forced = await harness.read('1,2\n3,4\n', 'a.csv', { header: true });
    expect(forced).toMatchObject({ rowCount: 1, columns: [{ name: '1' }, { name: '2' }] });
  });

  it('keeps numbers exact that 64 bits or floating point cannot hold', async () => {
    const rows = ['9223372036854775808,1234567890123.4567,0.1', '-3,2.5,1e-7'];
    const table = await harness.read(`a,b,c\n${rows.join('\n')}\n`, 'a.csv');
    expect(table.columns.map(({ type }) => type)).toEqual(['HUGEINT', 'DECIMAL(17,4)', 'DOUBLE']);
    expect(await harness.texts(table)).toEqual([
      ['9223372036854775808', '1234567890123.4567', '0.1'],
      ['-3', '2.5000', '1e-07'],
    ]);
  });

  it('decides types by all values, not the first ones', async () => {
    const numbers = Array.from({ length: 60_000 }, (_, row) => `${row},${row},${row}`);
    const text = `a,b,c\n${numbers.join('\n')}\n0123,12345678901234567890,x\n`;
    const table = await harness.read(text, 'a.csv');
    expect(table).toMatchObject({ rowCount: 60_001, rejected: { count: 0 } });
    expect(table.columns.map(({ type }) => type)).toEqual(['VARCHAR', 'HUGEINT', 'VARCHAR']);
    expect((await harness.texts(table)).at(-1)).toEqual(['0123', '12345678901234567890', 'x']);
    expect(table.notes).toContain(
      '"c" holds numbers and 1 × "x", so it is kept as text; name what means "missing" to read it as numbers.',
    );
  });

  it('reads as missing what the user says is missing', async () => {
    const text = 'a,b\n1,x\n?,?\n3, - \n';
    const table = await harness.read(text, 'a.csv', { missing: ['?', '-'] });
    expect(table.columns.map(({ type }) => type)).toEqual(['BIGINT', 'VARCHAR']);
    expect(await harness.texts(table)).toEqual([
      ['1', 'x'],
      [null, null],
      ['3', ' - '],
    ]);
  });

  it('tells an empty text in quotes from a missing one', async () => {
    const table = await harness.read('a,b\nx,""\n,1\n"",\n', 'a.csv');
    expect(await harness.texts(table)).toEqual([
      ['x', null],
      [null, '1'],
      ['', null],
    ]);
  });

  it('keeps times with an offset in UTC and says so', async () => {
    const table = await harness.read('t\n2020-01-01T10:00:00+02:00\n2020-01-01 10:00Z\n', 'a.csv');
    expect(await harness.texts(table)).toEqual([['2020-01-01 08:00:00'], ['2020-01-01 10:00:00']]);
    expect(table.notes).toEqual([
      '"t" holds times with an offset; they are kept in UTC.',
      'Written otherwise than their type shows them: "t" 2 values (such as 2020-01-01T10:00:00+02:00 → 2020-01-01 08:00:00). Keep the text of such a column beside its value to have it as written.',
    ]);
  });

  it('counts values that are written otherwise than they are shown, and names some columns', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `c${index}`);
    const lines = [names, names.map(() => '1.50'), names.map(() => '0.25'), names.map(() => '7.0')];
    const table = await harness.read(lines.map((line) => line.join()).join('\n'), 'a.csv');
    const note = table.notes.at(-1)!;
    expect(note).toContain('"c0" 2 values (such as 1.50 → 1.5); "c1" 2 values');
    expect(note).toContain('; 4 values of 2 more columns. Keep the text of such a column');
    expect(note).not.toContain('"c8"');
  });

  it.each([
    [
      'a;b;c\n1,5;x;2\n-0,25;y;3\n',
      [
        ['1.5', 'x', '2'],
        ['-0.25', 'y', '3'],
      ],
    ],
    [
      'a\tb\n1\tx y\n2\tz\n',
      [
        ['1', 'x y'],
        ['2', 'z'],
      ],
    ],
    [
      'a|b\n1|x,y\n2|z,w\n',
      [
        ['1', 'x,y'],
        ['2', 'z,w'],
      ],
    ],
    [
      'a::b\n1::x:y\n2::z\n',
      [
        ['1', 'x:y'],
        ['2', 'z'],
      ],
    ],
    ['sep=;\na;b\n1;2\n', [['1', '2']]],
    [
      "a,b\n1,'x,y'\n2,'it''s'\n3,'z,w'\n",
      [
        ['1', 'x,y'],
        ['2', "it's"],
        ['3', 'z,w'],
      ],
    ],
    [
      'a,b\n1,"x\\"y,z"\n2,"w\\\\"\n3,"v\\"u"\n',
      [
        ['1', 'x"y,z'],
        ['2', 'w\\'],
        ['3', 'v"u'],
      ],
    ],
    [
      'a, b, c\n1, x y, 2\n3, z, 4\n',
      [
        ['1', 'x y', '2'],
        ['3', 'z', '4'],
      ],
    ],
    [
      'n,m\n 1,  2.5\n10, 12.5\n',
      [
        ['1', '2.5'],
        ['10', '12.5'],
      ],
    ],
    [
      'a,b\r\n1,2\n3,4\r\n5,6',
      [
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'a,b\r1,x\r2,y\r',
      [
        ['1', 'x'],
        ['2', 'y'],
      ],
    ],
    [
      'a,b\r\n1,"x\ny"\r\n2,"z\r\nw"\r\n',
      [
        ['1', 'x\ny'],
        ['2', 'z\r\nw'],
      ],
    ],
    [
      'a,b\n1,5" pipe\n2,"6"" pipe"\n',
      [
        ['1', '5" pipe'],
        ['2', '6" pipe'],
      ],
    ],
    [
      'a,b\n1, "x" y\n2,z\n',
      [
        ['1', ' "x" y'],
        ['2', 'z'],
      ],
    ],
    ['a,b\n1,x\0y\n', [['1', 'x\0y']]],
  ])('is read as it is laid out: %j', async (text, rows) => {
    const table = await harness.read(text, 'a.csv');
    expect(table.rejected).toEqual({ count: 0, lines: [] });
    expect(await harness.texts(table)).toEqual(rows);
  });

  it('says how it was laid out where that is not plain', async () => {
    const table = await harness.read("a;b\n1,5;'x;y'\n2,5;'z'\n", 'a.csv');
    expect(table.notes).toEqual([
      'Values are separated by a semicolon.',
      'Values are quoted by single quotes.',
      'Numbers are written with a decimal comma.',
    ]);
  });

  it('mends rows that do not fit and sets aside what is no row, with line, reason and text', async () => {
    const rows = Array.from({ length: 9 }, (_, row) => `${row},word ${row},2020-01-0${row + 1}\n`);
    const text = [
      'Report of May\n\n',
      'a,b,c\n',
      ...rows.slice(0, 3),
      '4,word\n',
      '5,"7\n8",2020-05-05\n',
      '6,one, two,2020-06-06\n',
      '7,"a "word" x",2020-07-07\n',
      '8;word 8;2020-08-08\n',
      '  \n',
      '9,"word 9,2020-09-09\n',
      ...rows.slice(3),
      'Source: own records\n',
    ];
    const table = await harness.read(text.join(''), 'a.csv');
    expect((await harness.texts(table)).slice(3, 9)).toEqual([
      ['4', 'word', null],
      ['5', '7\n8', '2020-05-05'],
      ['6', 'one, two', '2020-06-06'],
      ['7', 'a "word" x', '2020-07-07'],
      ['8', 'word 8', '2020-08-08'],
      ['9', 'word 9', '2020-09-09'],
    ]);
    expect(table.rejected).toEqual({
      count: 2,
      lines: [
        { line: 1, reason: 'stands above the table', text: 'Report of May' },
        { line: 21, reason: 'stands below the table', text: 'Source: own records' },
      ],
    });
    expect(table.repaired).toEqual({
      count: 5,
      lines: [
        {
          line: 7,
          column: 'c',
          reason: '2 values where 3 are expected; "c" left empty',
          text: '4,word',
        },
        {
          line: 10,
          reason: '4 values where 3 are expected; "b" put together again',
          text: '6,one, two,2020-06-06',
        },
        {
          line: 11,
          column: 'b',
          reason: 'quotes inside a value were kept as they stand',
          text: '7,"a "word" x",2020-07-07',
        },
        {
          line: 12,
          column: 'b',
          reason: 'split at ";" instead of ","',
          text: '8;word 8;2020-08-08',
        },
        {
          line: 14,
          column: 'b',
          reason: 'a stray quote was left out',
          text: '9,"word 9,2020-09-09',
        },
      ],
    });
    expect(table.notes).toContain('1 blank line was passed over.');
    expect(table.columns.map(({ type }) => type)).toEqual(['BIGINT', 'VARCHAR', 'DATE']);
  });

  it('counts all bad lines and keeps the first thousand', async () => {
    const lines = Array.from({ length: 5_000 }, (_, line) => (line % 2 ? `${line},x` : `${line}`));
    const table = await harness.read(`a,b\n1,y\n2,z\n${lines.join('\n')}\n`, 'a.csv', {
      delimiter: ',',
    });
    expect(table).toMatchObject({ rowCount: 5_002, rejected: { count: 0 } });
    expect(table.repaired!.count).toBe(2_500);
    expect(table.repaired!.lines).toHaveLength(1_000);
    expect(table.repaired!.lines[999]).toMatchObject({ line: 2_002, text: '1998' });
    expect((await harness.texts(table))[2]).toEqual(['0', null]);
  });

  it('offers the tables of a file that holds several, and reads the one that is asked for', async () => {
    const text = 'Regions\nregion,sales\nnorth,5\nsouth,7\n\nid,x,y\n1,2,a\n2,3,b\n3,4,c\n';
    const table = await harness.read(text, 'a.csv');
    expect(table).toMatchObject({
      rowCount: 3,
      rejected: { count: 4 },
      part: 'Table 2',
      parts: [
        { name: 'Table 1: Regions', columns: 2, note: 'lines 1 to 4' },
        { name: 'Table 2', columns: 3, note: 'lines 6 to 9' },
      ],
    });
    const other = await harness.read(text, 'a.csv', { part: 'Table 1: Regions' });
    expect(await harness.texts(other)).toEqual([
      ['north', '5'],
      ['south', '7'],
    ]);
    expect(other).toMatchObject({ rejected: { count: 5 }, part: 'Table 1: Regions' });
  });

  it('names R’s nameless column of row names', async () => {
    const table = await harness.read('"x","y"\n"1",2,"a"\n"2",3,"b"\n', 'a.csv');
    expect(table.columns.map(({ name }) => name)).toEqual(['column1', 'x', 'y']);
    expect(table.rowCount).toBe(2);
  });
});

describe('the encoding of a CSV', () => {
  const text = 'näme,größe\nMüller,1\nFrançois,2\n';
  const rows = [
    ['Müller', '1'],
    ['François', '2'],
  ];

  it.each<[string, Uint8Array<ArrayBuffer>, string[]]>([
    ['UTF-8', new TextEncoder().encode(text), []],
    [
      'UTF-8 with a byte order mark',
      new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]),
      [],
    ],
    [
      'Latin-1',
      latin1(text),
      ['The file is not UTF-8; it was read as Latin-1 (Windows-1252). Check letters with accents.'],
    ],
    ['UTF-16, little-endian', utf16(text, true, true), ['The file is written in UTF-16LE.']],
    ['UTF-16, big-endian', utf16(text, false, true), ['The file is written in UTF-16BE.']],
    ['UTF-16 without a mark', utf16(text, true, false), ['The file is written in UTF-16LE.']],
  ])('is %s', async (_, bytes, notes) => {
    const table = await harness.read(bytes, 'a.csv');
    expect(table.columns.map(({ name }) => name)).toEqual(['näme', 'größe']);
    expect(await harness.texts(table)).toEqual(rows);
    expect(table.notes).toEqual(notes);
  });

  it('is found out late where it shows late', async () => {
    const plain = Array.from({ length: 20_000 }, (_, row) => `row ${row},${row}\n`).join('');
    const table = await harness.read(latin1(`a,b\n${plain}Müller,1\n`), 'a.csv');
    expect((await harness.texts(table)).at(-1)).toEqual(['Müller', '1']);
    expect(table.notes[0]).toMatch('read as Latin-1');
  });

  it('is read line by line where single lines are not UTF-8 among many that are', async () => {
    const bytes = new TextEncoder().encode('a,b\nä,1\nö,2\nü#,3\nß,4\n');
    bytes[bytes.indexOf(0x23)] = 0xe9;
    const table = await harness.read(bytes, 'a.csv');
    expect((await harness.texts(table)).map(([name]) => name)).toEqual(['ä', 'ö', 'üé', 'ß']);
    expect(table.repaired!.lines).toEqual([
      {
        line: 4,
        reason: 'bytes that are not UTF-8, read as Windows-1252',
        text: 'ü\ufffd,3',
      },
    ]);
  });
});

describe('the rows of a CSV', () => {
  it('are those that an independent reader finds, kept or rejected, in 200 random files', async () => {
    const random = createRandom(5);
    const alphabet = ['a', 'b', ' ', '"', '"', ',', ',', ',', '\n', '\n', '\r\n', 'ü', '""'];
    for (let file = 0; file < 200; file += 1) {
      const body = Array.from(
        { length: random.below(120) },
        () => alphabet[random.below(alphabet.length)],
      );
      const text = `x,y,z\n${'k,l,m\n'.repeat(60)}${body.join('')}`;
      const table = await harness.read(text, 'a.csv', {
        header: true,
        delimiter: ',',
        quote: '"',
      });
      const expected = readCsv(text, table.columns.length);
      expect([text, table.rowCount + table.rejected.count]).toEqual([text, expected.records]);
      const kept = (await harness.texts(table)).map((row) => JSON.stringify(row));
      const wanted = expected.rows.map((row) => JSON.stringify(row));
      const below = table.rejected.lines.filter(({ reason }) => reason.endsWith('below the table'));
      expect([text, without(wanted, kept).length]).toEqual([
        text,
        expect.toSatisfy((count: number) => count <= below.length + table.repaired!.count),
      ]);
      expect([text, without(kept, wanted).length]).toEqual([
        text,
        expect.toSatisfy((count: number) => count <= table.repaired!.count),
      ]);
      await harness.engine.query(`DROP TABLE ${table.relation}`);
    }
  });
});

describe('well-known hard cases', () => {
  const spectrum = join(data, 'corpora/csv-spectrum');
  const names = existsSync(spectrum) ? readdirSync(join(spectrum, 'csvs')) : [];

  it(`read ${names.length} of ${names.length} files of csv-spectrum as its JSON says`, async () => {
    for (const name of names) {
      const json = readFileSync(join(spectrum, 'json', name.replace('.csv', '.json')), 'utf8');
      const expected = [JSON.parse(json)].flat() as Record<string, string>[];
      // Here the JSON of the corpus gives another telephone number than its CSV.
      if (name === 'location_coordinates.csv') expected[0]!['Contact Phone Number'] = '2095257564';
      const table = await harness.read(
        new Blob([readFileSync(join(spectrum, 'csvs', name))]),
        name,
      );
      expect(table.columns.map((column) => column.name)).toEqual(Object.keys(expected[0]!));
      const texts = await harness.texts(table);
      expect([name, texts.map((row) => row.map((text) => text ?? ''))]).toEqual([
        name,
        expected.map((row) => Object.values(row)),
      ]);
    }
  });

  it.each<[string, string, string[], string[][]]>([
    [
      'comma in quotes',
      'first,city\nJohn,"Boston, MA"\n',
      ['first', 'city'],
      [['John', 'Boston, MA']],
    ],
    [
      'empty',
      'a,b,c\n1,"",""\n2,3,4\n',
      ['a', 'b', 'c'],
      [
        ['1', '', ''],
        ['2', '3', '4'],
      ],
    ],
    [
      'empty, CRLF',
      'a,b,c\r\n1,"",""\r\n2,3,4\r\n',
      ['a', 'b', 'c'],
      [
        ['1', '', ''],
        ['2', '3', '4'],
      ],
    ],
    [
      'escaped quotes',
      'a,b\n1,"ha ""ha"" ha"\n3,4\n',
      ['a', 'b'],
      [
        ['1', 'ha "ha" ha'],
        ['3', '4'],
      ],
    ],
    [
      'JSON',
      'key,val\n1,"{""type"": ""Point"", ""at"": [1.0, 0.5]}"\n',
      ['key', 'val'],
      [['1', '{"type": "Point", "at": [1.0, 0.5]}']],
    ],
    [
      'newlines',
      'a,b,c\n1,2,3\n"Once upon \na time",5,6\n',
      ['a', 'b', 'c'],
      [
        ['1', '2', '3'],
        ['Once upon \na time', '5', '6'],
      ],
    ],
    [
      'newlines, CRLF',
      'a,b\r\n"Once upon \r\na time",5\r\n7,8\r\n',
      ['a', 'b'],
      [
        ['Once upon \r\na time', '5'],
        ['7', '8'],
      ],
    ],
    [
      'quotes and newlines',
      'a,b\n1,"ha \n""ha"" \nha"\n3,4\n',
      ['a', 'b'],
      [
        ['1', 'ha \n"ha" \nha'],
        ['3', '4'],
      ],
    ],
    ['simple', 'a,b,c\n1,2,3\n', ['a', 'b', 'c'], [['1', '2', '3']]],
    ['simple, CRLF', 'a,b,c\r\n1,2,3\r\n', ['a', 'b', 'c'], [['1', '2', '3']]],
    [
      'UTF-8',
      'a,b,c\n1,2,3\n4,5,ʤ\n',
      ['a', 'b', 'c'],
      [
        ['1', '2', '3'],
        ['4', '5', 'ʤ'],
      ],
    ],
    ['trailing line end', 'id,x\n1,2.5\n\n', ['id', 'x'], [['1', '2.5']]],
  ])('of the kinds of csv-spectrum are read whole: %s', async (_, text, names, rows) => {
    const table = await harness.read(text, 'a.csv');
    expect(table.columns.map(({ name }) => name)).toEqual(names);
    expect((await harness.texts(table)).map((row) => row.map((value) => value ?? ''))).toEqual(
      rows,
    );
    expect(table).toMatchObject({ rejected: { count: 0 }, repaired: { count: 0 } });
  });

  const naughty = join(data, 'corpora/naughty-strings/blns.json');
  const strings = existsSync(naughty)
    ? (JSON.parse(readFileSync(naughty, 'utf8')) as string[])
    : [
        '',
        '"',
        "'; DROP TABLE artifacts",
        '<script>alert(1)</script>',
        '__proto__',
        '١٢',
        '\u202etest',
      ];

  it(`bring ${strings.length} naughty strings back as they were: values`, async () => {
    const quoted = strings.map((text, row) => `${row},"${text.replaceAll('"', '""')}",x${row}`);
    const table = await harness.read(`id,text,end\n${quoted.join('\n')}\n`, 'a.csv');
    expect(table).toMatchObject({ rowCount: strings.length, rejected: { count: 0 } });
    expect((await harness.texts(table)).map((row) => row[1])).toEqual(strings);
  });

  it(`bring ${strings.length} naughty strings back as they were: names`, async () => {
    const header = strings.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
    const row = strings.map((_, column) => column).join(',');
    const table = await harness.read(`${header}\n${row}\n${row}\n`, 'a.csv', { header: true });
    const names = table.columns.map(({ name }) => name);
    const renamed = names.filter((name, column) => name !== strings[column]);
    expect(renamed.every((name) => /_\d+$|^column\d+$/.test(name))).toBe(true);
    expect(renamed.length).toBe(strings.length - distinctNames(strings));
    expect((await harness.texts(table))[0]).toEqual(strings.map((_, column) => String(column)));
  });
});

describe('an import', () => {
  it('says how far it is and leaves nothing behind when it is cancelled at any step', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => `${row},text ${row}`).join('\n');
    const before = await harness.leftovers();
    for (let step = 0; step < 12; step += 1) {
      const controller = new AbortController();
      const shares: number[] = [];
      const onProgress = (share: number): void => void shares.push(share);
      const done = harness.read(
        `a,b\n${rows}\nx,y,z\n`,
        'a.csv',
        {},
        { signal: controller.signal, onProgress },
      );
      for (let turn = 0; turn < step; turn += 1)
        await new Promise((resolve) => setImmediate(resolve));
      controller.abort();
      const outcome = await done.then(
        () => 'done',
        (error: { code?: string }) => error.code,
      );
      expect(['done', 'cancelled']).toContain(outcome);
      if (outcome === 'cancelled') expect(await harness.leftovers()).toEqual(before);
      expect(shares).toEqual([...shares].sort((first, second) => first - second));
    }
  });
});

/** What of the first list the second does not hold, each as often as it is missing. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const text of others) left.set(text, (left.get(text) ?? 0) + 1);
  return texts.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}

function distinctNames(names: string[]): number {
  const folded = names
    .filter((name) => name !== '' && name !== '\ufeff')
    .map((name) => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
  return new Set(folded).size;
}

function latin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function utf16(text: string, isLittle: boolean, isMarked: boolean): Uint8Array<ArrayBuffer> {
  const marked = isMarked ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(marked.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < marked.length; at += 1)
    view.setUint16(at * 2, marked.charCodeAt(at), isLittle);
  return bytes;
}
