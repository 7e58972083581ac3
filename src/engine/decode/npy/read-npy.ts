import { AppError } from '../../../data/app-error';
import { countWords } from '../../../data/format';
import { emptyFile } from '../../../data/formats/detect';
import { repairNames } from '../../../data/formats/csv/column-names';
import { readNpyHeader, type NpyField, type NpyHeader } from '../../../data/formats/npy/npy-header';
import { npyValues, type NpyValues } from '../../../data/formats/npy/npy-values';
import { noRejects } from '../../../data/table';
import { readBytes } from '../../files/read-pieces';
import { toIpc } from '../arrow/arrow-column';
import type { TablePiece } from '../import-ports';
import { plainColumn } from '../arrow/plain-column';
import { createReader, type TableReader } from '../table-reader';

const headBytes = 2 ** 16;
const pieceBytes = 16 * 2 ** 20;
const mostColumns = 20_000;

/** A column of the table: where its values stand in the file. */
interface NpyColumn {
  name: string;
  values: NpyValues;
  /** Offset of its first value, and bytes from one row to the next. */
  start: number;
  stride: number;
}

/**
 * Opens a NumPy array: each place along the first axis is a row; the further axes, and the fields of structured values,
 * are columns. Memory: one piece.
 * @throws AppError `unreadable_file`, `empty_file`.
 */
export async function openNpy(file: Blob, name: string): Promise<TableReader> {
  const head = await readBytes(file.slice(0, headBytes));
  const header = readNpyHeader(head, name);
  const rowCount = header.shape[0] ?? 1;
  const width = header.shape.slice(1).reduce((product, size) => product * size, 1);
  checkSize(file, header, rowCount, width, name);
  const { columns, notes } = layOut(header, rowCount, width, name);
  return createReader(
    columns.map((column) => ({ name: column.name, type: column.values.sql })),
    readPiecesOf(file, columns, header, rowCount),
    () => ({ rejected: noRejects, notes }),
  );
}

function checkSize(
  file: Blob,
  { itemBytes, fields, shape, dataStart }: NpyHeader,
  rowCount: number,
  width: number,
  name: string,
): void {
  const needed = dataStart + rowCount * width * itemBytes;
  if (file.size < needed)
    throw new AppError(
      'unreadable_file',
      `"${name}" is cut off: an array of shape ${shape.join(' × ')} needs ${needed} bytes, and there are ${file.size}. Get the file once more.`,
      { name },
    );
  if (fields.length === 0 || width === 0) throw emptyFile(name);
  if (width * fields.length > mostColumns)
    throw new AppError(
      'unreadable_file',
      `"${name}" would be a table of ${countWords(width * fields.length, 'column')}; up to ${mostColumns} are read. Reshape the array so that its first axis is the longest.`,
      { name },
    );
}

/** One column for each place on the further axes and each field there. */
function layOut(
  header: NpyHeader,
  rowCount: number,
  width: number,
  name: string,
): { columns: NpyColumn[]; notes: string[] } {
  const { fields, itemBytes, isFortran, shape, dataStart } = header;
  const axes = shape.slice(1);
  const columns: NpyColumn[] = [];
  for (let place = 0; place < width; place += 1) {
    const index = indexOf(place, axes);
    const item = isFortran ? fortranPlace(index, axes) * rowCount : place;
    const stride = isFortran ? itemBytes : width * itemBytes;
    for (const field of fields.flatMap(splitComplex)) {
      const label = axes.length === 0 ? 'value' : `v${index.map((at) => at + 1).join('_')}`;
      columns.push({
        name: field.name === '' ? label : axes.length === 0 ? field.name : `${label}.${field.name}`,
        values: npyValues(field, name),
        start: dataStart + item * itemBytes + field.offset,
        stride,
      });
    }
  }
  const { names, notes } = repairNames(columns.map((column) => column.name));
  return { columns: columns.map((column, at) => ({ ...column, name: names[at]! })), notes };
}

/** A complex number is two: its real and its imaginary part. */
function splitComplex(field: NpyField): NpyField[] {
  const [, bytes] = /^c(\d+)$/.exec(field.type) ?? [];
  if (bytes === undefined) return [field];
  const sizeBytes = Number(bytes) / 2;
  const part = { ...field, type: `f${sizeBytes}`, sizeBytes };
  const prefix = field.name === '' ? '' : `${field.name}.`;
  return [
    { ...part, name: `${prefix}real` },
    { ...part, name: `${prefix}imaginary`, offset: field.offset + sizeBytes },
  ];
}

/** Where a place in row-major order stands on each axis. */
function indexOf(place: number, axes: readonly number[]): number[] {
  let rest = place;
  return axes
    .toReversed()
    .map((size) => {
      const at = rest % size;
      rest = Math.floor(rest / size);
      return at;
    })
    .reverse();
}

function fortranPlace(index: readonly number[], axes: readonly number[]): number {
  return index.reduceRight((place, at, axis) => place * axes[axis]! + at, 0);
}

async function* readPiecesOf(
  file: Blob,
  columns: readonly NpyColumn[],
  { itemBytes, isFortran }: NpyHeader,
  rowCount: number,
): AsyncGenerator<TablePiece> {
  const rowBytes = isFortran ? itemBytes * columns.length : columns[0]!.stride;
  const pieceRows = Math.max(1, Math.min(2 ** 16, Math.floor(pieceBytes / rowBytes)));
  for (let row = 0; row < rowCount; row += pieceRows) {
    const count = Math.min(pieceRows, rowCount - row);
    const shared = isFortran ? undefined : await readRows(file, columns, row, count);
    const made: Parameters<typeof toIpc>[0] = [];
    for (const column of columns) {
      const { view, start } = shared ?? (await readRows(file, [column], row, count));
      made.push([
        column.name,
        plainColumn(column.values, view, column.start - start, column.stride, count),
      ]);
    }
    yield { ipc: toIpc(made), rowCount: count, share: (row + count) / rowCount };
  }
}

/** The bytes in which some rows of all these columns stand; `start` is what their first offset is counted from. */
async function readRows(
  file: Blob,
  columns: readonly NpyColumn[],
  row: number,
  count: number,
): Promise<{ view: DataView; start: number }> {
  const start = Math.min(...columns.map((column) => column.start));
  const { stride } = columns[0]!;
  const from = start + row * stride;
  const bytes = await readBytes(file.slice(from, from + count * stride));
  return { view: new DataView(bytes.buffer), start };
}
