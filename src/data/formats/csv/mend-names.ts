import type { CsvDialect } from './csv-dialect';
import { tokenizeLine } from './line-tokens';
import { modalWidth, type SampleRecord } from './record-sample';
import { decodeLine } from '../text/utf8';

const otherDelimiters = [';', '\t', '|', ',', '; ', ', ', ':', '^', '~'];
/** The line of names stands among so many first records. */
const topRecords = 3;

/**
 * The records with a line of names split at the delimiter that it has for itself: one of the first records that is a
 * single value, where another delimiter makes exactly as many different words of it as the rows have values.
 */
export function mendNames(
  records: SampleRecord[],
  body: Uint8Array,
  dialect: CsvDialect,
): { records: SampleRecord[]; note?: string } {
  const width = modalWidth(records);
  if (width < 2 || records.length < 3) return { records };
  for (const [at, record] of records.slice(0, topRecords).entries()) {
    if (record.values.length !== 1) return { records };
    const line = decodeLine(body.subarray(record.start, record.end)).text.replace(/[\r\n]+$/, '');
    const found = splitNames(line, width, dialect);
    if (!found) continue;
    const mended = { ...record, values: found.names, isFaulty: false };
    const note = `The names of the columns are separated by ${JSON.stringify(found.delimiter)}, unlike the rows.`;
    return { records: records.with(at, mended), note };
  }
  return { records };
}

function splitNames(
  line: string,
  width: number,
  { delimiter: own, quote }: CsvDialect,
): { names: string[]; delimiter: string } | undefined {
  return otherDelimiters
    .filter((delimiter) => delimiter !== own && line.includes(delimiter))
    .map((delimiter) => {
      const tokens = tokenizeLine(line, { delimiter, quote: quote || '"', closesDoubled: true });
      return { names: tokens.map(({ value }) => value.trim()), delimiter };
    })
    .find(({ names }) => {
      const areNames = names.every((name) => /\p{L}/u.test(name));
      return names.length === width && areNames && new Set(names).size === width;
    });
}

const pairs = ['""', "''", '``', '“”', '«»', '[]'];

/** Names without the marks that stand around all of them. */
export function withoutMarks(names: readonly string[]): readonly string[] {
  const filled = names.filter((name) => name !== '');
  const isWrapped = ([open, close]: string): boolean =>
    filled.every((name) => name.length > 2 && name.startsWith(open!) && name.endsWith(close!));
  const isMarked = filled.length > 1 && pairs.some(isWrapped);
  return isMarked ? names.map((name) => name.slice(1, -1)) : names;
}
