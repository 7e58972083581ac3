import type { CleanTable } from './clean-tables';
import { lineOf, linesOf, standard, writeTable, writeValue } from './write-table';

type Dressed = [cause: string, strength: string, content: string];

/** A table whose values are whole, but dressed up: in blanks, rules, quotes around rows, formulas, pages, comments. */
export function dress(table: CleanTable): Dressed[] {
  return [
    ...padded(table),
    ...printed(table),
    ...inQuotes(table),
    ...named(table),
    ...interrupted(table),
  ];
}

const join = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const isShort = ({ rows }: CleanTable): boolean =>
  !rows.some((row) => row.some((value) => /[\n|]/.test(value)));

function padded(table: CleanTable): Dressed[] {
  const all = [table.names, ...table.rows];
  const each = (before: string, behind: string): string =>
    join(
      all.map((row) => row.map((value) => writeValue(value, standard)).join(`${before},${behind}`)),
    );
  const edges = (blank: string): string =>
    join(linesOf(table).map((line) => `${blank}${line}${blank}`));
  const around = { 'two spaces': '  ', 'a tab': '\t', 'a no-break space': '\u00a0' };
  return [
    ['padding', 'a space before delimiters', each(' ', '')],
    ['padding', 'a space behind delimiters', each('', ' ')],
    ['padding', 'a space around lines', edges(' ')],
    ...Object.entries(around).map(([name, blank]): Dressed => [
      'padding',
      `${name} around delimiters`,
      each(blank, blank),
    ]),
  ];
}

function printed(table: CleanTable): Dressed[] {
  if (!isShort(table)) return [];
  const all = [table.names, ...table.rows];
  const widths = table.names.map((_, column) =>
    Math.max(2, ...all.map((row) => row[column]!.length)),
  );
  const cells = (row: readonly string[]): string[] =>
    row.map((value, column) => value.padEnd(widths[column]!));
  const dashes = (more: number, mark = '-'): string[] =>
    widths.map((width) => mark.repeat(width + more));
  const [head, ...rows] = all.map((row) => cells(row));
  const framed = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  const bar = `+${dashes(2).join('+')}+`;
  const count = `(${rows.length} rows)`;
  return [
    ['printed', 'Markdown', join([framed(head!), `|${dashes(2).join('|')}|`, ...rows.map(framed)])],
    [
      'printed',
      'psql',
      join([
        ` ${head!.join(' | ')}`,
        dashes(2).join('+'),
        ...rows.map((row) => ` ${row.join(' | ')}`.trimEnd()),
        count,
      ]),
    ],
    ['printed', 'mysql', join([bar, framed(head!), bar, ...rows.map(framed), bar])],
    [
      'printed',
      'reStructuredText',
      join([
        dashes(0, '=').join(' '),
        head!.join(' '),
        dashes(0, '=').join(' '),
        ...rows.map((row) => row.join(' ').trimEnd()),
        dashes(0, '=').join(' '),
      ]),
    ],
  ];
}

function inQuotes(table: CleanTable): Dressed[] {
  const wrap = (line: string): string => `"${line.replaceAll('"', '""')}"`;
  const [names, ...rows] = linesOf(table);
  const some = (step: number): string =>
    join([names!, ...rows.map((row, index) => (index % step === 2 ? wrap(row) : row))]);
  const formulas = table.rows.map((row) => [`="${row[0]}"`, lineOf(row.slice(1))].join(','));
  const own = table.rows.map((row) => [`"=""${row[0]}"""`, lineOf(row.slice(1))].join(','));
  const quotesFormulas = !table.rows.some((row) => row[0]!.includes('"'));
  const marked = ['$', '*', '^'].map((mark): Dressed => {
    const content = writeTable(table, { ...standard, open: mark, close: mark, quotes: 'all' });
    return ['odd quotes', mark, content];
  });
  return [
    ...marked,
    ...(isShort(table)
      ? ([
          ['rows in quotes', 'all', join([wrap(names!), ...rows.map(wrap)])],
          ['rows in quotes', 'all but the names', join([names!, ...rows.map(wrap)])],
          ['rows in quotes', 'one in ten', some(10)],
        ] satisfies Dressed[])
      : []),
    ...(quotesFormulas
      ? ([
          ['text formulas', 'bare', join([names!, ...formulas])],
          ['text formulas', 'in quotes', join([names!, ...own])],
        ] satisfies Dressed[])
      : []),
  ];
}

function named(table: CleanTable): Dressed[] {
  const [names, ...rows] = linesOf(table);
  const others = [';', '\t', '|'].map((delimiter): Dressed => [
    'names of another dialect',
    JSON.stringify(delimiter),
    join([lineOf(table.names, { ...standard, delimiter }), ...rows]),
  ]);
  const single = lineOf(table.names.map((name) => `'${name}'`));
  const places = lineOf(table.names.map((_, index) => String(index + 1)));
  const unlike = table.names.filter(
    (_, column) => !table.rows.some((row) => /^-?\d+$/.test(row[column]!)),
  );
  return [
    ...others,
    ['names of another dialect', 'in single quotes', join([single, ...rows])],
    ...(unlike.length > 1 && unlike.length >= table.names.length / 3
      ? ([
          ['columns numbered', 'below the names', join([names!, places, ...rows])],
          ['columns numbered', 'above the names', join([places, names!, ...rows])],
        ] satisfies Dressed[])
      : []),
  ];
}

function interrupted(table: CleanTable): Dressed[] {
  const [names, ...rows] = linesOf(table);
  const pages = (title: (page: number) => string[]): string =>
    join(
      Array.from({ length: Math.ceil(rows.length / 20) }, (_, page) => [
        ...title(page + 1),
        names!,
        ...rows.slice(20 * page, 20 * page + 20),
        '',
      ]).flat(),
    );
  const commented = (sign: string): string =>
    join([
      names!,
      ...rows.flatMap((row, at) =>
        at % 25 === 7 ? [`${sign} a remark on what follows`, row] : [row],
      ),
    ]);
  return [
    ['pages', 'with names', pages(() => [])],
    ['pages', 'with titles and names', pages((page) => [`Page ${page}`])],
    ['comments', '#', commented('#')],
    ['comments', '//', commented('//')],
  ];
}
