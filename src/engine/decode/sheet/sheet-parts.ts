import { formatCount } from '../../../data/format';
import { joinRanges } from '../../../data/formats/sheet/sheet-islands';
import { formatRange } from '../../../data/formats/sheet/sheet-range';
import type { TableOfSheet } from '../../../data/formats/sheet/sheet-tables';
import type { TablePart } from '../../../data/table-part';
import type { FoundTable, SheetText } from './sheet-text';

/** What was asked for, the sheet that this led to, and all sheets of the workbook. */
interface SheetChoice {
  parts: TablePart[];
  part: string | undefined;
  sheet: string;
  notes: string[];
}

/** A reading of a sheet with its parts; several tables stand in the place of the sheet that holds them. */
export function tellTables(
  { written, tables, range }: FoundTable,
  { parts, part, sheet, notes }: SheetChoice,
): SheetText {
  const read = range ? `${sheet}!${formatRange(range)}` : sheet;
  if (tables.length === 0) return { ...written, parts, part: part ?? sheet, notes };
  const isFound = part === undefined || part === sheet;
  return {
    ...written,
    parts: parts.flatMap((known) =>
      known.name === sheet ? tables.map((table) => tablePart(sheet, table)) : [known],
    ),
    part: isFound ? read : part,
    notes: isFound ? [tablesNote(sheet, tables), ...notes] : notes,
  };
}

function tablePart(sheet: string, { range, columns, title }: TableOfSheet): TablePart {
  const name = `${sheet}!${formatRange(range)}`;
  return title === undefined ? { name, columns } : { name, columns, note: title };
}

function tablesNote(sheet: string, tables: readonly TableOfSheet[]): string {
  const ranges = tables.map(({ range }) => formatRange(range));
  const all = formatRange(tables.map(({ range }) => range).reduce(joinRanges));
  return `The sheet "${sheet}" holds ${formatCount(tables.length)} tables, parted by empty rows or columns: ${ranges.join(', ')}. The largest was read; the range ${all} reads all as one.`;
}
