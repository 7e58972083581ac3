import { ColumnEvidence } from './column-evidence';
import { valueKinds } from '../text/value-kind';

/** Whether the first record names the columns, and whether that is more than a guess. */
export interface HeaderVerdict {
  isHeader: boolean;
  isGuess: boolean;
}

const encoder = new TextEncoder();
const numbers: readonly number[] = [
  valueKinds.integer,
  valueKinds.longInteger,
  valueKinds.hugeInteger,
  valueKinds.double,
  valueKinds.longDecimal,
  valueKinds.notFinite,
];
const times: readonly number[] = [valueKinds.date, valueKinds.timestamp, valueKinds.zonedTimestamp];

/**
 * A name is a text above numbers or dates. Each column votes: for a header where the first value is of
 * another kind than those below, against it where it is of the same, or stands below once more. Where no
 * column can tell, the first record counts as names, since most files have them.
 */
export function judgeHeader(
  first: readonly string[],
  below: readonly (readonly string[])[],
  decimalPoint: string,
): HeaderVerdict {
  const total = headerVotes(first, below, decimalPoint);
  if (total !== 0) return { isHeader: total > 0, isGuess: false };
  if (isOfOneForm(first, below)) return { isHeader: false, isGuess: true };
  const isNamed = first.some((name) => name !== '' && familyOf(name, decimalPoint) === 'text');
  return { isHeader: isNamed, isGuess: below.length > 0 };
}

/** Digits here and there, as in all values below: a line of a log, a code, but no name. */
function isOfOneForm(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (below.length === 0) return false;
  return first.some((text, column) => {
    const form = formOf(text);
    return (
      form.split('9').length > 2 && below.every((values) => formOf(values[column] ?? '') === form)
    );
  });
}

function formOf(text: string): string {
  return text.replace(/\d+/g, '9').replace(/\p{L}+/gu, 'a');
}

/** So many columns tell whether a record holds names; of wider ones, the first. */
export const votingColumns = 2_000;

/** The sum of the columns' votes: above 0 for a record of names. The same record once more does not count. */
export function headerVotes(
  first: readonly string[],
  below: readonly (readonly string[])[],
  decimalPoint: string,
): number {
  const whole = first.join('\n');
  const others = below.filter((row) => row.join('\n') !== whole);
  const votes = first.slice(0, votingColumns).map((name, column) =>
    voteOf(
      name,
      others.map((row) => row[column] ?? ''),
      decimalPoint,
    ),
  );
  return votes.reduce((sum, vote) => sum + vote, 0);
}

function voteOf(name: string, values: string[], decimalPoint: string): number {
  const present = values.filter((value) => value !== '');
  if (name === '' || isYear(name)) return 0;
  const family = familyOf(name, decimalPoint);
  if (family !== 'text') return present.length > 0 ? -1 : 0;
  if (present.includes(name)) return -1;
  const typed = present.filter((value) => familyOf(value, decimalPoint) !== 'text').length;
  const share = typed / Math.max(1, present.length);
  return share > 0.8 ? share : 0;
}

/** Years are often names, and as often values. */
function isYear(text: string): boolean {
  return /^(18|19|20|21)\d\d$/.test(text);
}

function familyOf(text: string, decimalPoint: string): 'text' | 'number' | 'time' | 'boolean' {
  const evidence = new ColumnEvidence(decimalPoint.charCodeAt(0));
  const bytes = encoder.encode(text);
  evidence.addText(bytes, 0, bytes.length);
  const kind = evidence.counts.findIndex((count) => count > 0);
  if (numbers.includes(kind)) return 'number';
  if (times.includes(kind)) return 'time';
  return kind === valueKinds.boolean ? 'boolean' : 'text';
}
