import { AppError, isCancelled } from '../../../data/app-error';
import type { FileSketch } from '../../../data/file-look';
import { detectFormat, type Detection } from '../../../data/formats/detect';
import { detectPacking } from '../../../data/formats/archive/packing';
import type { SourceOptions } from '../../../data/source';
import { readHead } from '../../unpack/read-head';
import type { LookHooks } from '../sketch/sketch-ports';
import { layOutText } from '../csv/lay-out-text';
import { lookAtCsv } from './look-csv';
import { lookAtPieces } from './look-pieces';
import { lookAtWideJson } from './look-wide-json';
import type { OpenTable } from '../open-table';
import { transcodeToUtf8 } from '../csv/transcode';

const partBytes = 2 ** 22;

/**
 * What a file seems to hold, before anything is loaded and however large it is: the first rows at once, then a
 * sketch of all columns. Undefined where only reading all of it would tell: packed files, sheets, databases,
 * documents of JSON. What is wrong with a file is left for its reading to say.
 */
export async function lookAtFile(
  file: Blob,
  name: string,
  options: SourceOptions,
  openTable: OpenTable,
  hooks: LookHooks = {},
): Promise<FileSketch | undefined> {
  try {
    return await look(file, name, options, openTable, hooks);
  } catch (thrown) {
    if (thrown instanceof AppError && !isCancelled(thrown)) return undefined;
    throw thrown;
  }
}

async function look(
  file: Blob,
  name: string,
  options: SourceOptions,
  openTable: OpenTable,
  hooks: LookHooks,
): Promise<FileSketch | undefined> {
  const head = await readHead(file);
  if (detectPacking(head) !== undefined) return undefined;
  const detection = detectFormat(head, name);
  const format = options.format ?? detection.format;
  if (format === 'csv') return lookAtText(file, name, detection, options, hooks);
  if (hooks.whole && (format === 'json' || format === 'ndjson')) {
    const wide = await lookAtWideJson(file, format, name, { signal: hooks.signal });
    if (wide) return wide;
  }
  if (format === 'ndjson' || format === 'parquet' || format === 'arrow')
    return lookAtPieces(file, format, name, openTable, hooks);
  return undefined;
}

/** Text that is not read as it is (another encoding, fixed widths, odd quotes) is looked at in its first part. */
async function lookAtText(
  file: Blob,
  name: string,
  { encoding }: Detection,
  options: SourceOptions,
  hooks: LookHooks,
): Promise<FileSketch> {
  const part = file.slice(0, partBytes);
  const decoded = await transcodeToUtf8(part, encoding, hooks);
  const laidOut = await layOutText(decoded, options, hooks);
  if (encoding.name === 'utf-8' && !laidOut)
    return lookAtCsv(file.slice(encoding.markBytes), name, options, hooks);
  const choices = { ...options, ...laidOut?.choices } as SourceOptions;
  const sketch = await lookAtCsv(laidOut?.text ?? decoded, name, choices, hooks);
  return part.size === file.size ? sketch : asFirst(sketch, file.size / part.size);
}

/** The sketch of a first part: it stands for a file so many times as large. */
function asFirst(sketch: FileSketch, times: number): FileSketch {
  const rowCount = Math.round(sketch.rowCount * times);
  return { ...sketch, manner: 'first', rowCount, rowCountError: 0.5 };
}
