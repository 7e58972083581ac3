import type { CsvDialect } from './csv-dialect';
import { recordFaults, RecordScanner } from './record-scanner';
import { trimText } from './trimmed-value';
import { decodeLine } from '../text/utf8';

/** A record of the first part of a file, with its values as text. */
export interface SampleRecord {
  values: string[];
  /** Offsets in the sample, the 1-based line, and that of what follows. */
  start: number;
  end: number;
  line: number;
  nextLine: number;
  isFaulty: boolean;
}

/** Calls `visit` for every record of the sample that is not an empty line. */
export function forEachRecord(
  sample: Uint8Array,
  dialect: CsvDialect,
  visit: (
    scanner: RecordScanner,
    bytes: Uint8Array,
    place: { start: number; end: number; line: number; nextLine: number },
  ) => void,
): void {
  const bytes = new Uint8Array(sample.length + 1);
  bytes.set(sample);
  const scanner = new RecordScanner(dialect);
  scanner.setBytes(bytes, sample.length, true);
  let line = 1;
  for (let start = 0; start < sample.length;) {
    const end = scanner.next(start);
    const nextLine = line + scanner.lineBreaks;
    if (!isEmptyLine(scanner)) visit(scanner, bytes, { start, end, line, nextLine });
    line = nextLine;
    start = end;
  }
}

/** The first records of a sample, at most `limit`. */
export function readSampleRecords(
  sample: Uint8Array,
  dialect: CsvDialect,
  limit = Infinity,
): SampleRecord[] {
  const records: SampleRecord[] = [];
  forEachRecord(sample, dialect, (scanner, bytes, place) => {
    if (records.length === limit) return;
    const values = Array.from({ length: scanner.valueCount }, (_, value) =>
      valueText(scanner, bytes, value, dialect),
    );
    records.push({ values, ...place, isFaulty: scanner.fault !== recordFaults.none });
  });
  return records;
}

/** How many values most records have; the larger number where two are as frequent. */
export function modalWidth(records: readonly SampleRecord[]): number {
  const counts = new Map<number, number>();
  for (const { values, isFaulty } of records) {
    if (!isFaulty) counts.set(values.length, (counts.get(values.length) ?? 0) + 1);
  }
  const [modal] = [...counts].reduce(
    (most, next) => (next[1] > most[1] || (next[1] === most[1] && next[0] > most[0]) ? next : most),
    [1, 0],
  );
  return modal;
}

/** A value as text: without quotes, escapes undone, spaces around it cut where the dialect says so. */
export function valueText(
  scanner: RecordScanner,
  bytes: Uint8Array,
  value: number,
  dialect: CsvDialect,
): string {
  const text = decodeLine(bytes.subarray(scanner.starts[value], scanner.ends[value])).text;
  if (scanner.quoted[value] === 0) return dialect.trims ? trimText(text) : text;
  if (scanner.quoted[value] === 1) return text;
  return dialect.escape === 'doubled'
    ? text.replaceAll(dialect.quote + dialect.quote, dialect.quote)
    : text.replace(/\\([^])/g, '$1');
}

/** Whether the scanner stands on a line without any text. */
export function isEmptyLine(scanner: RecordScanner): boolean {
  return (
    scanner.valueCount === 1 && scanner.quoted[0] === 0 && scanner.starts[0] === scanner.ends[0]
  );
}

/** At most `size` bytes, cut behind the last line end that they hold; all of them where they hold none. */
export function firstLines(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length <= size) return bytes;
  const part = bytes.subarray(0, size);
  const end = Math.max(part.lastIndexOf(0x0a), part.lastIndexOf(0x0d));
  return end < 0 ? part : part.subarray(0, end + 1);
}
