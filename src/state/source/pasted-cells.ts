import { AppError } from '../../data/app-error';

/** A cell of a pasted table, and how many columns and rows it takes. */
export interface PastedCell {
  text: string;
  columns: number;
  rows: number;
}

export interface PastedTable {
  /** '' for none. */
  title: string;
  rows: readonly (readonly PastedCell[])[];
  /** Rows at the top that are marked as names. */
  headerRows: number;
}

/** Merged cells are written out, so that few characters may ask for very many. */
const mostCells = 5_000_000;

/**
 * The rows of a table with each merged cell written out: all its places hold its text. Places that no cell takes are
 * empty.
 * @throws AppError `too_large` for more than five million cells.
 */
export function spreadCells({ rows }: PastedTable): string[][] {
  const grid: (string | undefined)[][] = rows.map(() => []);
  let count = 0;
  rows.forEach((cells, row) => {
    let column = 0;
    for (const { text, columns, rows: height } of cells) {
      while (grid[row]![column] !== undefined) column += 1;
      const end = Math.min(rows.length, row + height);
      count += columns * (end - row);
      if (count > mostCells) throw tooMany();
      for (let at = row; at < end; at += 1)
        for (let place = column; place < column + columns; place += 1) grid[at]![place] ??= text;
      column += columns;
    }
  });
  const width = grid.reduce((most, cells) => Math.max(most, cells.length), 0);
  if (width * grid.length > mostCells) throw tooMany();
  return grid.map((cells) => Array.from({ length: width }, (_, column) => cells[column] ?? ''));
}

/** Tables as CSV, one below the other, each with its title above it where it has one. */
export function writeTables(tables: readonly PastedTable[]): string {
  return tables
    .map((table) => {
      const lines = spreadCells(table).map((values) => values.map(quoted).join(','));
      const title = table.title === '' || tables.length === 1 ? [] : [quoted(table.title)];
      return `${[...title, ...lines].join('\n')}\n`;
    })
    .join('\n\n');
}

/** Whether a cell takes more than one place, or its text more than one line. */
export function isRicherThanText(tables: readonly PastedTable[]): boolean {
  return tables.some(({ rows }) =>
    rows.some((cells) =>
      cells.some(({ text, columns, rows: height }) => columns > 1 || height > 1 || /\n/.test(text)),
    ),
  );
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tooMany(): AppError {
  return new AppError(
    'too_large',
    `The pasted table has more than ${mostCells.toLocaleString('en')} cells once merged ones are written out. Save it as a file and open that.`,
    { mostCells },
  );
}
