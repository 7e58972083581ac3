import type { FileLook, FileSketch } from '../../../data/file-look';
import { estimateRecords } from '../../../data/sketch/sample-slices';
import { readSketch } from '../../../data/sketch/sketched-column';
import { sketchSize } from '../../../data/sketch/sketch-size';
import type { LookHooks } from '../sketch/sketch-ports';
import type { OpenTable } from '../open-table';
import { ArrowSketch } from '../sketch/sketch-arrow';
import { lineStarts, readSlices } from '../sketch/sketch-slices';
import type { TableReader } from '../table-reader';

type LookFormat = 'ndjson' | 'parquet' | 'arrow';

const shownRows = 50;
const pictureBins = 20;
const headBytes = 2 ** 16;
/** Rows of pieces that are sketched. */
const sketchedRows = 20_000;

/** Looks at a file that is read in pieces: its first rows at once, then a sketch of its columns. */
export async function lookAtPieces(
  file: Blob,
  format: LookFormat,
  name: string,
  openTable: OpenTable,
  hooks: LookHooks,
): Promise<FileSketch | undefined> {
  return format === 'ndjson'
    ? lookAtLines(file, name, openTable, hooks)
    : lookAtFirst(file, format, name, openTable, hooks);
}

/** Lines of JSON: those that begin in random slices are put together as a file of their own. */
async function lookAtLines(
  file: Blob,
  name: string,
  openTable: OpenTable,
  { signal, onLook }: LookHooks,
): Promise<FileSketch> {
  const head = file.slice(0, headBytes);
  const first = await openTable(await wholeLines(head, file.size), 'ndjson', name, { signal });
  onLook?.(await readFirst(first, 'ndjson', signal));
  const slices = await readSlices(file, 0, signal);
  const counts: number[] = [];
  const parts = slices.flatMap((slice) => {
    const starts = lineStarts(slice);
    const within = starts.filter((start) => slice.offset + start < slice.slice.end);
    const end = starts.find((start) => slice.offset + start >= slice.slice.end);
    const isCut = end === undefined && !slice.isLast;
    counts.push(Math.max(0, within.length - (isCut ? 1 : 0)));
    const last = isCut ? within.at(-1) : (end ?? slice.bytes.length);
    return within.length === 0 ? [] : [slice.bytes.slice(within[0], last)];
  });
  const reader = await openTable(new Blob(parts), 'ndjson', name, { signal });
  const sketch = await sketchPieces(reader, Infinity, signal);
  const ranges = slices.map(({ slice }) => slice);
  const { records, error } = estimateRecords(counts, ranges, file.size);
  return {
    ...{ format: 'ndjson', ...read(reader, sketch) },
    manner: slices.length === 1 ? 'all' : 'random',
    rowCount: slices.length === 1 ? sketch.rowCount : records,
    rowCountError: error,
  };
}

async function wholeLines(head: Blob, size: number): Promise<Blob> {
  if (head.size === size) return head;
  const bytes = new Uint8Array(await head.arrayBuffer());
  const end = bytes.lastIndexOf(0x0a);
  return head.slice(0, end < 0 ? head.size : end + 1);
}

/** Row groups and record batches: the first rows, since drawing others would decode whole groups. */
async function lookAtFirst(
  file: Blob,
  format: LookFormat,
  name: string,
  openTable: OpenTable,
  { signal, onLook }: LookHooks,
): Promise<FileSketch | undefined> {
  const reader = await openTable(file, format, name, { signal });
  const piece = await reader.next(signal);
  if (!piece) return void reader.close();
  const sketch = new ArrowSketch(reader.columns, sketchSize(reader.columns.length, 0));
  onLook?.({ format, columns: reader.columns, rows: sketch.rows(piece.ipc, shownRows) });
  sketch.add(piece.ipc, sketchedRows);
  const isWhole = sketch.rowCount === piece.rowCount && piece.share >= 1;
  const rowCount = Math.round(piece.rowCount / Math.max(piece.share, 1e-9));
  const found = read(reader, sketch);
  reader.close();
  return { format, ...found, manner: isWhole ? 'all' : 'first', rowCount, rowCountError: 0 };
}

async function readFirst(
  reader: TableReader,
  format: LookFormat,
  signal?: AbortSignal,
): Promise<FileLook> {
  const piece = await reader.next(signal);
  const sketch = new ArrowSketch(reader.columns, sketchSize(reader.columns.length, 0));
  const rows = piece ? sketch.rows(piece.ipc, shownRows) : [];
  reader.close();
  return { format, columns: reader.columns, rows };
}

async function sketchPieces(
  reader: TableReader,
  limit: number,
  signal?: AbortSignal,
): Promise<ArrowSketch> {
  const sketch = new ArrowSketch(reader.columns, sketchSize(reader.columns.length, 0));
  for (;;) {
    const piece = await reader.next(signal);
    if (!piece || sketch.rowCount >= limit) break;
    sketch.add(piece.ipc, limit - sketch.rowCount);
  }
  reader.close();
  return sketch;
}

function read(
  { columns }: TableReader,
  sketch: ArrowSketch,
): Pick<FileSketch, 'columns' | 'sampledRows'> {
  return {
    columns: columns.map(({ name, type }, index) =>
      readSketch(name, type, sketch.columns[index]!, pictureBins),
    ),
    sampledRows: sketch.rowCount,
  };
}
