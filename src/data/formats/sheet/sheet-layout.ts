import { cellKinds, type SheetRow } from './sheet-row';

/** Where the table of a sheet begins. */
export interface SheetLayout {
  /** Rows above it, as positions among the rows looked at. */
  above: number;
  /** Whether its first row holds names for certain; undefined where its text must tell. */
  header: boolean | undefined;
}

/** As much of the typical width makes a row part of the table. */
const fullShare = 0.6;

/**
 * Finds the table in the first filled rows of a sheet: titles above it fill few cells. Its first row names the
 * columns where it is all text and values stand below.
 */
export function findSheetLayout(rows: readonly SheetRow[]): SheetLayout {
  const widths = rows.map(({ columns }) => columns.length).sort((a, b) => a - b);
  const typical = widths[Math.floor(0.75 * (widths.length - 1))] ?? 0;
  const first = rows.findIndex(({ columns }) => columns.length >= fullShare * typical);
  const above = Math.max(0, first);
  return { above, header: judgeNames(rows.slice(above)) };
}

function judgeNames([first, ...below]: readonly SheetRow[]): boolean | undefined {
  if (!first || below.length === 0) return undefined;
  const isText = first.kinds.every((kind) => kind === cellKinds.text);
  const hasValues = below.some(({ kinds }) => kinds.includes(cellKinds.value));
  return isText && hasValues ? true : undefined;
}
