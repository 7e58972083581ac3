import type { SheetFacts, SheetRange } from '../../../data/formats/sheet/sheet-range';
import type { SheetRow } from '../../../data/formats/sheet/sheet-row';
import { SheetIslands } from '../../../data/formats/sheet/sheet-islands';
import {
  findSheetTables,
  mainTable,
  type TableOfSheet,
} from '../../../data/formats/sheet/sheet-tables';
import type { SheetLayout } from '../../../data/formats/sheet/sheet-layout';
import { SheetWriter, type SheetRowStart } from '../../../data/formats/sheet/sheet-writer';
import type { TablePart } from '../../../data/table-part';
import { BlobWriter } from '../../unpack/blob-writer';

/** The filled rows of a sheet as CSV, and what their reading has shown. */
export interface SheetText {
  /** Commas, doubled quotes, one line end, UTF-8. */
  text: Blob;
  /** Where the table seems to begin. */
  layout: SheetLayout;
  /** The first filled rows. */
  starts: SheetRowStart[];
  /** Sheet rows of CSV lines, wherever the two do not run on in step: line, row. */
  steps: [line: number, row: number][];
  parts: TablePart[];
  part: string;
  notes: string[];
}

/** One reading of a sheet: hands over its rows, `rest` after each piece; answers what was merged. */
export type ReadSheet = (
  onRow: (row: SheetRow) => void,
  afterPiece: () => void,
) => Promise<SheetRange[]>;

/** The table that is read of a sheet, and all that were found in it, where there are several. */
export interface FoundTable {
  written: WrittenSheet;
  tables: TableOfSheet[];
  /** What is read, where not the whole sheet. */
  range?: SheetRange;
}

/** A sheet as CSV, with so many rows. */
export type WrittenSheet = Pick<SheetText, 'text' | 'layout' | 'starts' | 'steps'> & {
  rowCount: number;
};

/**
 * Writes the rows of a sheet as CSV: those of a range where one is asked for, else those of its largest table. Where
 * the range is not the whole sheet, that is read once more. Memory: pieces.
 */
export async function writeTable(
  readIn: (range: SheetRange | undefined) => ReadSheet,
  range: SheetRange | undefined,
): Promise<FoundTable> {
  const islands = new SheetIslands();
  const readAll = readIn(undefined);
  let isSeen = false;
  const watch: ReadSheet = async (onRow, afterPiece) => {
    const look = (row: SheetRow): void => {
      islands.add(row);
      onRow(row);
    };
    const merged = await readAll(isSeen ? onRow : look, afterPiece);
    isSeen = true;
    return merged;
  };
  const whole = range ? undefined : await writeSheet(watch);
  if (range) await watch(ignore, ignore);
  const tables = findSheetTables(islands.finish());
  const read = range ?? (tables.length > 0 ? mainTable(tables).range : undefined);
  if (whole && !read) return { written: whole, tables };
  return { written: await writeSheet(readIn(read)), tables, range: read };
}

const ignore = (): void => undefined;

/**
 * Writes the rows of a sheet as CSV. Merged cells and the last column are known only at the end: where they change
 * what was written, the sheet is read once more. Memory: pieces.
 */
export async function writeSheet(read: ReadSheet): Promise<WrittenSheet> {
  const first = await writeOnce(read);
  const { writer, merged } = first;
  if (writer.isWhole && merged.length === 0) return first.sheet;
  const facts = { firstColumn: writer.firstColumn, lastColumn: writer.lastColumn, merged };
  return (await writeOnce(read, facts)).sheet;
}

async function writeOnce(read: ReadSheet, facts?: SheetFacts) {
  const writer = new SheetWriter(facts);
  const blob = new BlobWriter();
  const merged = await read(
    (row) => writer.add(row),
    () => blob.add(writer.take()),
  );
  writer.finish();
  blob.add(writer.take());
  const { layout, starts, steps, rowCount } = writer;
  return { writer, merged, sheet: { text: blob.finish(), layout, starts, steps, rowCount } };
}
