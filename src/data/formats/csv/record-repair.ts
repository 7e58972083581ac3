import { alignValues, type Alignment, type AlignmentStep, type Token } from './align-values';
import { likelihood, type ColumnShape } from './column-shape';
import type { CsvDialect } from './csv-dialect';
import { mendQuoteSlips, type MendedLine } from './quote-slips';
import { unwrapRow } from '../text/printed-table';
import { trimText } from './trimmed-value';
import { tokenizeLine, type LineReading } from './line-tokens';

/** A record that did not fit, made to fit, and what was done to it in words. */
export interface RepairedRecord {
  values: string[];
  reason: string;
}

interface Candidate {
  alignment: Alignment;
  reading: LineReading;
  /** Values before they were laid under the columns. */
  count: number;
  /** Read with a delimiter that is not the file's. */
  isOther: boolean;
  isStrayQuote: boolean;
  /** What was done to the line before it was read. */
  how?: string;
  score: number;
}

const otherDelimiters = [
  ...[', ', '; ', ';', '\t', '|', '||', '::', '^', '~', '¦', ':', '#', '/', '*', '&', ',', ' '],
];
const costs = { stray: 0.5, unquoted: 2, otherDelimiter: 4, spaced: 0.5, mended: 1 };

/**
 * Mends a line that is no record as it stands: values too few or too many, a quote too many, another
 * delimiter. All readings of the line compete; the one whose values look most like those of the other rows
 * wins. Undefined where none looks like a row: a title, a comment, a row of another table.
 */
export function repairRecord(
  line: string,
  shapes: readonly ColumnShape[],
  names: readonly string[],
  dialect: CsvDialect,
): RepairedRecord | undefined {
  const found = candidates(line, shapes, dialect).reduce<Candidate | undefined>(
    (best, next) => (best && best.score >= next.score ? best : next),
    undefined,
  );
  if (!found || !looksLikeRow(found, shapes)) return undefined;
  return {
    values: found.alignment.values,
    reason: describe(found, names, dialect, line.includes(dialect.quote || '"')),
  };
}

function candidates(
  line: string,
  shapes: readonly ColumnShape[],
  dialect: CsvDialect,
): Candidate[] {
  const quote = dialect.quote === '' ? '' : dialect.quote;
  const own = [true, false].map((closesDoubled) =>
    candidate(line, { delimiter: dialect.delimiter, quote, closesDoubled }, shapes, dialect, 0),
  );
  const bare = candidate(
    line,
    { delimiter: dialect.delimiter, quote: '', closesDoubled: false },
    shapes,
    dialect,
    costs.unquoted,
  );
  const others = otherDelimiters
    .filter((delimiter) => delimiter !== dialect.delimiter && line.includes(delimiter))
    .map((delimiter) =>
      candidate(
        line,
        { delimiter, quote: quote || '"', closesDoubled: true },
        shapes,
        dialect,
        isSpaced(line, delimiter, dialect) ? costs.spaced : costs.otherDelimiter,
      ),
    );
  const mended = mendedLines(line, quote, dialect).map(({ line: meant, how }) => {
    const reading = { delimiter: dialect.delimiter, quote, closesDoubled: false };
    if (tokenizeLine(meant, reading).length !== shapes.length) return undefined;
    const found = candidate(meant, reading, shapes, dialect, costs.mended);
    // One slip is mended, not a second one to make the first fit.
    return found && !found.isStrayQuote ? { ...found, how } : undefined;
  });
  return [...own, bare, ...others, ...mended].filter((found) => found !== undefined);
}

/** The line as it may have been before quotes were put around all of it, or one slipped. */
function mendedLines(line: string, quote: string, { delimiter }: CsvDialect): MendedLine[] {
  const inner = unwrapRow(line);
  const slips = mendQuoteSlips(line, delimiter, quote);
  const trimmed = trimText(line);
  if (trimmed !== line)
    slips.push({ line: trimmed, how: 'the spaces around the row were left out' });
  return quote === '"' && inner !== line && inner.includes(delimiter)
    ? [{ line: inner, how: 'the quotes around the whole row were left out' }, ...slips]
    : slips;
}

/** A space stands behind every delimiter of the line. */
function isSpaced(line: string, delimiter: string, dialect: CsvDialect): boolean {
  const places = line.split(delimiter).length;
  return (
    delimiter === `${dialect.delimiter} ` &&
    places > 2 &&
    places === line.split(dialect.delimiter).length
  );
}

function candidate(
  line: string,
  reading: LineReading,
  shapes: readonly ColumnShape[],
  dialect: CsvDialect,
  cost: number,
): Candidate | undefined {
  const raw = tokenizeLine(line, reading).map((token) => trim(token, dialect));
  if (reading.delimiter !== dialect.delimiter && raw.length < shapes.length) return undefined;
  const tokens = stripStrayQuotes(raw, shapes, dialect.quote || '"');
  const isStrayQuote = tokens.some(({ value }, index) => value !== raw[index]!.value);
  const alignment = alignValues(line, tokens, shapes);
  if (!alignment) return undefined;
  const values = alignment.values.map((value, column) =>
    stripped(value, shapes[column]!, dialect.quote || '"'),
  );
  return {
    alignment: { ...alignment, values },
    reading,
    count: raw.length,
    isOther: cost === costs.otherDelimiter,
    isStrayQuote: isStrayQuote || values.some((value, at) => value !== alignment.values[at]),
    score: alignment.score - cost - (isStrayQuote ? costs.stray : 0),
  };
}

function trim(token: Token, { trims }: CsvDialect): Token {
  return trims ? { ...token, value: trimText(token.value) } : token;
}

/** Where every value has its column, quotes at its ends go if the column has not shown any. */
function stripStrayQuotes(tokens: Token[], shapes: readonly ColumnShape[], quote: string): Token[] {
  if (tokens.length !== shapes.length || !tokens.some(({ value }) => value.includes(quote)))
    return tokens;
  return tokens.map((token, column) => ({
    ...token,
    value: stripped(token.value, shapes[column]!, quote),
  }));
}

function stripped(value: string, shape: ColumnShape, quote: string): string {
  if (!value.startsWith(quote) && !value.endsWith(quote)) return value;
  const isQuoted = value.startsWith(quote) && value.endsWith(quote) && value.length > 1;
  const options = [
    value.slice(value.startsWith(quote) ? 1 : 0),
    value.slice(0, value.endsWith(quote) ? -1 : undefined),
    ...(isQuoted ? [value.slice(1, -1)] : []),
  ];
  // One quote of a pair is a slip, unless it is known here; a pair needs better reasons to go.
  const isOdd = value.split(quote).length % 2 === 0;
  const gain = isOdd ? 0.99 : 1.5;
  return options.reduce(
    (best, next) => (likelihood(shape, next) > gain * likelihood(shape, best) ? next : best),
    value,
  );
}

/**
 * Enough columns got a value, and the values are of kinds that their columns have shown: a line of prose
 * below a table fits nowhere.
 */
function looksLikeRow(
  { alignment, count, isOther }: Candidate,
  shapes: readonly ColumnShape[],
): boolean {
  const present = alignment.values
    .map((value, column) => ({ value, shape: shapes[column]! }))
    .filter(({ value, shape }) => value !== '' && shape.count > 0);
  const fitting = present.filter(({ value, shape }) => likelihood(shape, value) > 0.02).length;
  const missing = alignment.steps.filter(({ kind }) => kind === 'missing');
  const isCutShort =
    alignment.steps.length === missing.length &&
    missing.every(({ column }) => column >= count) &&
    count > 1 &&
    count >= shapes.length / 2;
  if (isCutShort && fitting === present.length) return true;
  const unlikely = missing.filter(({ column }) => likelihood(shapes[column]!, '') < 0.03).length;
  if (unlikely > Math.max(1, shapes.length / 3) || missing.length > shapes.length / 1.5)
    return false;
  if (count === 1 && shapes.length > 2) return false;
  const torn = alignment.steps.filter(({ kind }) => kind === 'split').length;
  if (torn > 0 && torn + missing.length >= Math.max(2, shapes.length / 2)) return false;
  return present.length > 0 && fitting / present.length >= (isOther ? 0.75 : 0.5);
}

function describe(
  { alignment, reading, count, isStrayQuote, how }: Candidate,
  names: readonly string[],
  { delimiter }: CsvDialect,
  hasQuotes: boolean,
): string {
  const parts: string[] = [];
  if (how !== undefined) parts.push(how);
  if (reading.delimiter !== delimiter)
    parts.push(
      `split at ${JSON.stringify(reading.delimiter)} instead of ${JSON.stringify(delimiter)}`,
    );
  if (count !== names.length)
    parts.push(`${count === 1 ? '1 value' : `${count} values`} where ${names.length} are expected`);
  parts.push(...describeSteps(alignment.steps, names));
  if (isStrayQuote) parts.push('a stray quote was left out');
  if (parts.length === 0 && hasQuotes) parts.push('quotes inside a value were kept as they stand');
  return parts.join('; ');
}

const words = {
  missing: 'left empty',
  joined: 'put together again',
  split: 'cut in two',
  dropped: 'an empty value left out',
} as const;

function describeSteps(steps: readonly AlignmentStep[], names: readonly string[]): string[] {
  return (['missing', 'joined', 'split', 'dropped'] as const).flatMap((kind) => {
    const columns = steps.filter((step) => step.kind === kind).map(({ column }) => column);
    if (columns.length === 0) return [];
    if (kind === 'dropped')
      return [columns.length === 1 ? words.dropped : `${columns.length} empty values left out`];
    const first = columns.slice(0, 3).map((column) => `"${names[column]}"`);
    const rest = columns.length > 3 ? ` and ${columns.length - 3} more` : '';
    return [`${first.join(', ')}${rest} ${words[kind]}`];
  });
}
