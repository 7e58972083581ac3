import type { FileFormat, SourceFile, SourceOptions } from '../../data/source';
import { countWords, formatBytes } from '../../data/format';
import { parseRange } from '../../data/formats/sheet/sheet-range';
import type { TablePart } from '../../data/table-part';
import { tableName } from './table-name';
import type { Cell, Workbench } from '../workbench.svelte';

/** What a cell calls the parts of its file. */
export function partWord(format: FileFormat | undefined): string {
  if (format === 'xlsx' || format === 'ods') return 'sheet';
  return format === 'sqlite' || format === 'duckdb' ? 'table' : 'part';
}

/** What is known of a part, in words: `12 rows`, `3.4 MB`, `hidden`. */
export function describePart({ rows, columns, sizeBytes, note }: TablePart): string {
  return [
    rows === undefined ? undefined : countWords(rows, 'row'),
    columns === undefined ? undefined : countWords(columns, 'column'),
    sizeBytes === undefined ? undefined : formatBytes(sizeBytes),
    note,
  ]
    .filter((word) => word !== undefined)
    .join(', ');
}

/** The part that is read by its name in the list, and for a sheet the range in it. */
export function splitRange(
  part: string | undefined,
  parts: readonly TablePart[],
  isSheet: boolean,
): { name: string; sheet: string; range: string } {
  const known =
    parts.find(({ name }) => name === part) ??
    parts.find(({ name }) => part?.startsWith(`${name}!`));
  const name = known?.name ?? part ?? '';
  const split = isSheet ? /^(.*)!([^!]+)$/s.exec(part ?? '') : null;
  const isRange = split?.[2]?.includes(':') && parseRange(split[2]) !== undefined;
  return isRange
    ? { name, sheet: split![1]!, range: split![2]! }
    : { name, sheet: name, range: '' };
}

/** How another part is read: kinds, names and lines that were told by hand were those of the old one. */
function optionsFor(part: string, options: SourceOptions): SourceOptions {
  const others = { ...options, part };
  for (const told of ['kinds', 'headerRows', 'skipLines', 'footer'] as const) delete others[told];
  return others;
}

/** Reads another part in a cell, in one edit. */
export function choosePart(workbench: Workbench, cell: Cell, part: string): void {
  const options = (cell.params.options ?? {}) as SourceOptions;
  workbench.setParams(cell.id, { options: optionsFor(part, options) }, 'read another part in');
}

/**
 * Reads a range of a sheet, or all of it where `range` is empty.
 * @returns why it is none, in words.
 */
export function chooseRange(
  workbench: Workbench,
  cell: Cell,
  sheet: string,
  range: string,
): string | undefined {
  const cleaned = range.trim();
  if (cleaned !== '' && !parseRange(cleaned))
    return `"${cleaned}" is no range; write it like A3:F200`;
  choosePart(workbench, cell, cleaned === '' ? sheet : `${sheet}!${cleaned}`);
  return undefined;
}

/** Opens parts of a cell's file as cells of their own; one that cannot be read says so in its cell. */
export async function openParts(
  workbench: Workbench,
  cell: Cell,
  parts: readonly string[],
): Promise<void> {
  const { file } = cell.params as { file: SourceFile };
  const options = (cell.params.options ?? {}) as SourceOptions;
  for (const part of parts) {
    const params = { file, options: optionsFor(part, options) };
    await workbench.sources.add(params, tableName(part)).catch(() => undefined);
  }
}
