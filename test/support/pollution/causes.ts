import type { CleanTable } from './clean-tables';
import { bytesOf, encodeSingleByte, encodeUtf16, encodeUtf32 } from './encode';
import { writeFixedWidth } from './fixed-width';
import { dress } from './dressed-tables';
import {
  lineOf,
  linesOf,
  standard,
  writeTable,
  writeValue,
  type WrittenDialect,
} from './write-table';

/** A polluted file with what it should be read as. */
export interface PollutedFile {
  cause: string;
  /** What of the cause, and how much. */
  strength: string;
  bytes: Uint8Array<ArrayBuffer>;
  clean: CleanTable;
  fileName?: string;
}

type Pollute = (table: CleanTable) => PollutedFile[];

/** Every cause, at several strengths, for one clean table. */
export function pollute(table: CleanTable): PollutedFile[] {
  return causes.flatMap((cause) => cause(table));
}

const file = (
  cause: string,
  strength: string,
  content: string | Uint8Array<ArrayBuffer>,
  clean: CleanTable,
): PollutedFile => ({ cause, strength, bytes: bytesOf(content), clean });

const dialect = (change: Partial<WrittenDialect>): WrittenDialect => ({ ...standard, ...change });

const well: Pollute = (table) =>
  (['needed', 'texts', 'all'] as const).map((quotes) =>
    file('none', `quotes: ${quotes}`, writeTable(table, dialect({ quotes })), table),
  );

const encodings: Pollute = (table) => {
  const text = writeTable(table);
  const western = mapTable(table, (value) => value.replace(/[^\0-\xff]/g, 'e'));
  const easily = writeTable(western);
  return [
    file('encoding', 'UTF-8 with mark', `\ufeff${text}`, table),
    ...[true, false].flatMap((isLittle) =>
      [true, false].map((isMarked) =>
        file(
          'encoding',
          `UTF-16 ${isLittle ? 'LE' : 'BE'}${isMarked ? ' with mark' : ''}`,
          encodeUtf16(text, isLittle, isMarked),
          table,
        ),
      ),
    ),
    file('encoding', 'Latin-1', encodeSingleByte(easily), western),
    file('encoding', 'UTF-32 LE', encodeUtf32(text), table),
    file('encoding', 'UTF-32 LE without mark', encodeUtf32(text).slice(4), table),
    file('encoding', 'mixed by line', mixedByLine(easily), western),
  ];
};

function mixedByLine(text: string): Uint8Array<ArrayBuffer> {
  const parts = text
    .split(/(?<=\n)/)
    .map((line, index) => (index % 5 === 3 ? encodeSingleByte(line) : bytesOf(line)));
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const ends: Pollute = (table) => {
  const text = writeTable(table);
  return [
    file('end of file', 'no line end', text.slice(0, -1), table),
    file('end of file', 'blank line', `${text}\n`, table),
    file('end of file', 'three blank lines', `${text}\n\n\n`, table),
    file('end of file', 'blanks', `${text}  \n \n`, table),
    file('end of file', 'Ctrl-Z', `${text}\x1a`, table),
  ];
};

const lineEnds: Pollute = (table) => {
  const ends = ['\r\n', '\r', '\n\r'];
  const lines = linesOf(table);
  const mixed = lines.map((line, index) => line + ['\n', '\r\n', '\r'][index % 3]!).join('');
  const odd = lines.map((line, index) => line + (index === 9 ? '\r\n' : '\n')).join('');
  return [
    ...ends.map((lineEnd) =>
      file('line end', JSON.stringify(lineEnd), writeTable(table, dialect({ lineEnd })), table),
    ),
    file('line end', 'mixed', mixed, table),
    file('line end', 'one other', odd, table),
  ];
};

const headers: Pollute = (table) => {
  const [, ...rows] = linesOf(table);
  const unnamed = { ...table, names: table.names.map((_, index) => `column${index + 1}`) };
  const blank = table.names.map(() => '');
  const group = lineOf(blank.map((_, index) => (index % 3 === 0 ? `Group ${index / 3 + 1}` : '')));
  const units = lineOf(table.names.map((_, index) => `[unit ${index + 1}]`));
  const body = rows.map((row) => `${row}\n`).join('');
  const names = lineOf(table.names);
  return [
    file('header', 'none', body, unnamed),
    file('header', 'only', `${names}\n`, { ...table, rows: [] }),
    file('header', 'one row', `${names}\n${rows[0]}\n`, { ...table, rows: table.rows.slice(0, 1) }),
    file('header rows', 'groups above', `${group}\n${names}\n${body}`, table),
    file('header rows', 'units below', `${names}\n${units}\n${body}`, table),
    file('header rows', 'three', `${group}\n${names}\n${units}\n${body}`, table),
    file('header rows', 'repeated', `${names}\n${names}\n${body}`, table),
  ];
};

const surroundings: Pollute = (table) => {
  const text = writeTable(table);
  const { names } = table;
  const before = ['Report of the shop', 'Made on 3 May 2021, by hand', 'Draft'];
  const after = ['Source: own records', 'All values without warranty, see contract', '* estimated'];
  const filler = ','.repeat(names.length - 1);
  const padded = (lines: string[]): string =>
    lines.map((line) => `${writeValue(line, standard)}${filler}\n`).join('');
  const plain = (lines: string[]): string => lines.map((line) => `${line}\n`).join('');
  const sums = names.map((_, column) => {
    const values = table.rows.map((row) => row[column]!);
    const numbers = values.filter((value) => /^\d+(\.\d+)?$/.test(value)).map(Number);
    return numbers.length === values.length
      ? String(+numbers.reduce((sum, value) => sum + value, 0).toFixed(2))
      : '';
  });
  const total = lineOf(['Total', ...sums.slice(1)]);
  return [
    file('lines above', 'one', plain(before.slice(0, 1)) + text, table),
    file('lines above', 'three', plain(before) + text, table),
    file('lines above', 'three and a blank', `${plain(before)}\n${text}`, table),
    file(
      'lines above',
      'with comment signs',
      plain(before.map((line) => `# ${line}`)) + text,
      table,
    ),
    file('lines above', 'filled up with delimiters', padded(before) + text, table),
    file('lines below', 'one', text + plain(after.slice(0, 1)), table),
    file('lines below', 'three', text + plain(after), table),
    file('lines below', 'a blank and three', `${text}\n${plain(after)}`, table),
    file('lines below', 'filled up with delimiters', text + padded(after), table),
    file('lines below', 'total', `${text}${total}\n`, table),
    file('lines below', 'a blank and a total', `${text}\n${total}\n`, table),
  ];
};

const tables: Pollute = (table) => {
  const text = writeTable(table);
  const few = table.rows.slice(0, 9);
  const less = {
    ...table,
    names: table.names.slice(0, -1),
    rows: few.map((row) => row.slice(0, -1)),
  };
  const more = {
    ...table,
    names: [...table.names, 'extra'],
    rows: few.map((row, index) => [...row, String(index)]),
  };
  const other = {
    title: '',
    names: ['region', 'sales'],
    rows: [
      ['north', '5'],
      ['south', '7'],
    ],
  };
  return [
    file(
      'several tables',
      'same columns below',
      `${text}\n${writeTable({ ...table, rows: few })}`,
      {
        ...table,
        rows: [...table.rows, ...few],
      },
    ),
    file(
      'several tables',
      'same columns below a title',
      `${text}\nMore\n${writeTable({ ...table, rows: few })}`,
      {
        ...table,
        rows: [...table.rows, ...few],
      },
    ),
    file('several tables', 'fewer columns below', `${text}\n${writeTable(less)}`, table),
    file('several tables', 'more columns below', `${text}\n${writeTable(more)}`, table),
    file('several tables', 'another below', `${text}\n${writeTable(other)}`, table),
    file('several tables', 'another above', `${writeTable(other)}\n${text}`, table),
    file('several tables', 'with titles', `Regions\n${writeTable(other)}\n\nAll\n${text}`, table),
  ];
};

const delimiters: Pollute = (table) =>
  [
    ';',
    '\t',
    '|',
    ' ',
    ', ',
    '; ',
    ' ; ',
    ' | ',
    '::',
    '||',
    '^',
    '~',
    ':',
    '!',
    '@',
    '\x01',
    '\x1f',
    '¦',
  ].flatMap((delimiter) =>
    (delimiter === ' ' ? (['needed', 'texts', 'all'] as const) : (['needed'] as const)).map(
      (quotes) =>
        file(
          'delimiter',
          `${JSON.stringify(delimiter)} ${quotes}`,
          writeTable(table, dialect({ delimiter, quotes })),
          table,
        ),
    ),
  );

const quoting: Pollute = (table) => {
  const pairs = [
    ["'", "'"],
    ['“', '”'],
    ['«', '»'],
    ['‘', '’'],
    ['`', '`'],
    ['„', '“'],
  ] as const;
  const bare = mapTable(table, (value) => value.replace(/[\n,]/g, ' '));
  const marked = mapTable(table, (value) => value.replace('said', 'a "quoted"'));
  const backslash = dialect({ escape: (quote) => `\\${quote}`, quotes: 'texts' });
  const unescaped = dialect({ escape: (quote) => quote, quotes: 'texts' });
  return [
    ...pairs.flatMap(([open, close]) =>
      (['needed', 'texts', 'all'] as const).map((quotes) =>
        file(
          'quote',
          `${open}${close} ${quotes}`,
          writeTable(table, dialect({ open, close, quotes })),
          table,
        ),
      ),
    ),
    file('quote', 'none', writeTable(bare, dialect({ open: '' })), bare),
    file('escape', 'backslash', writeTable(marked, backslash), marked),
    file('escape', 'none', writeTable(marked, unescaped), marked),
  ];
};

const brokenRows: Pollute = (table) => {
  const lines = linesOf(table);
  const places = [1, Math.floor(lines.length / 2), lines.length - 1];
  const columns = table.names.map((_, column) => column).filter((column) => column < 7);
  const replaced = (row: number, line: string): string =>
    lines.map((old, index) => `${index === row ? line : old}\n`).join('');
  return places.flatMap((row) => {
    const values = table.rows[row - 1]!;
    const cells = values.map((value) => writeValue(value, standard));
    const rare = row === places[1] ? ['; ', ':', '^', '~'] : [];
    const others = [';', '\t', ' ', '|', ', ', ...rare].map((delimiter) =>
      file(
        'other delimiter in a row',
        `row ${row} ${JSON.stringify(delimiter)}`,
        replaced(row, lineOf(values, dialect({ delimiter }))),
        table,
      ),
    );
    return [
      ...others,
      ...columns.flatMap((column) => {
        const place = `row ${row} column ${column}`;
        const before = cells.slice(0, column + 1).join(',');
        const after = cells.slice(column + 1).join(',');
        const quoted = cells.map((cell, index) => (index === column ? `"${cell}` : cell)).join(',');
        const behind = cells.map((cell, index) => (index === column ? `${cell}"` : cell)).join(',');
        const isLast = column === cells.length - 1;
        return [
          ...(isLast
            ? []
            : [file('a delimiter less', place, replaced(row, before + after), table)]),
          file(
            'a delimiter more',
            place,
            replaced(row, isLast ? `${before},` : `${before},,${after}`),
            table,
          ),
          file('a quote more', `${place} before`, replaced(row, quoted), table),
          file('a quote more', `${place} behind`, replaced(row, behind), table),
        ];
      }),
      file('short row', `row ${row}`, replaced(row, cells.slice(0, -1).join(',')), {
        ...table,
        rows: table.rows.map((old, index) => (index === row - 1 ? [...old.slice(0, -1), ''] : old)),
      }),
    ];
  });
};

const emptiness: Pollute = (table) => {
  const lines = linesOf(table);
  const join = (changed: string[]): string => changed.map((line) => `${line}\n`).join('');
  const trimmed = lines.map((line) => line.replace(/,+$/, ''));
  return [
    file(
      'empty',
      'lines between',
      join(lines.flatMap((line, row) => (row % 9 === 8 ? [line, ''] : [line]))),
      table,
    ),
    file('empty', 'line behind each', join(lines.flatMap((line) => [line, ''])), table),
    file(
      'empty',
      'lines of delimiters',
      join(
        lines.flatMap((line, row) =>
          row % 30 === 29 ? [line, ','.repeat(table.names.length - 1)] : [line],
        ),
      ),
      table,
    ),
    file('empty', 'column behind', join(lines.map((line) => `${line},`)), table),
    file('empty', 'columns behind', join(lines.map((line) => `${line},,,`)), table),
    file('empty', 'column before', join(lines.map((line) => `,${line}`)), table),
    file('empty', 'values cut at line ends', join(trimmed), table),
    file('empty', 'lines above', `\n\n${join(lines)}`, table),
  ];
};

const odd: Pollute = (table) => {
  const text = writeTable(table);
  const commas = mapTable(table, (value) =>
    /^-?\d+\.\d+$/.test(value) ? value.replace('.', ',') : value,
  );
  return [
    file('decimal comma', 'semicolons', writeTable(commas, dialect({ delimiter: ';' })), table),
    file('decimal comma', 'tabs', writeTable(commas, dialect({ delimiter: '\t' })), table),
    file('NUL bytes', 'at the end', `${text}${'\0'.repeat(64)}`, table),
    file('declared', 'sep=;', `sep=;\n${writeTable(table, dialect({ delimiter: ';' }))}`, table),
    ...(isShort(table) ? [file('fixed width', 'spaces', writeFixedWidth(table), table)] : []),
  ];
};

function isShort({ rows }: CleanTable): boolean {
  return !rows.some((row) => row.some((value) => value.includes('\n')));
}

function mapTable(table: CleanTable, change: (value: string) => string): CleanTable {
  return {
    ...table,
    names: table.names.map(change),
    rows: table.rows.map((row) => row.map(change)),
  };
}

const dressed: Pollute = (table) =>
  dress(table).map(([cause, strength, content]) => file(cause, strength, content, table));

const causes: Pollute[] = [
  dressed,
  well,
  encodings,
  ends,
  lineEnds,
  headers,
  surroundings,
  tables,
  delimiters,
  quoting,
  brokenRows,
  emptiness,
  odd,
];
