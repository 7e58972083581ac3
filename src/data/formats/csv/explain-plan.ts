import { countWords } from '../../format';
import type { ReadingGuess } from '../../text-preview';
import type { CsvChoices, CsvPlan } from './csv-plan';
import { delimiterName, noDelimiter } from './csv-dialect';
import type { TextEncoding } from '../text/encoding';
import { forEachRecord } from './record-sample';
import { recordFaults } from './record-scanner';

/** What the records of a sample show of its dialect. */
interface DialectFacts {
  records: number;
  /** Records with as many values as there are columns. */
  full: number;
  quoted: number;
  escaped: number;
  faults: number;
}

/** How a text is taken, thing by thing, with the reason in words. O(sample). */
export function explainPlan(
  sample: Uint8Array,
  plan: CsvPlan,
  encoding: TextEncoding,
  choices: CsvChoices & { encoding?: string },
): ReadingGuess[] {
  const facts = countFacts(sample, plan);
  const { dialect } = plan;
  const chosen = 'you chose it';
  const guess = (
    field: ReadingGuess['field'],
    value: ReadingGuess['value'],
    reason: string,
  ): ReadingGuess => ({
    field,
    value,
    reason: (choices as Record<string, unknown>)[field] === undefined ? reason : chosen,
  });
  return [
    guess('encoding', encoding.name, whyEncoding(encoding)),
    guess('delimiter', dialect.delimiter, whyDelimiter(plan, facts)),
    guess('quote', dialect.quote, whyQuote(plan, facts)),
    guess('escape', dialect.escape, whyEscape(plan, facts)),
    guess('headerRows', plan.headerRows, choices.header === undefined ? whyHeader(plan) : chosen),
    guess('skipLines', choices.skipLines ?? 0, whySkipped(plan)),
    guess('footer', plan.dataEnd !== undefined, whyFooter(plan)),
    guess('decimalPoint', dialect.decimalPoint, whyPoint(plan)),
    guess('trims', dialect.trims, whyTrims(plan)),
  ];
}

function countFacts(sample: Uint8Array, { dialect, names }: CsvPlan): DialectFacts {
  const facts = { records: 0, full: 0, quoted: 0, escaped: 0, faults: 0 };
  forEachRecord(sample, dialect, (scanner) => {
    facts.records += 1;
    if (scanner.fault !== recordFaults.none) facts.faults += 1;
    else if (scanner.valueCount === names.length) facts.full += 1;
    for (let value = 0; value < scanner.valueCount; value += 1) {
      if (scanner.quoted[value]! > 0) facts.quoted += 1;
      if (scanner.quoted[value] === 2) facts.escaped += 1;
    }
  });
  return facts;
}

function whyEncoding({ name, markBytes }: TextEncoding): string {
  if (markBytes > 0) return 'a byte order mark at the start says so';
  if (name === 'utf-8') return 'its first bytes are well-formed UTF-8';
  if (name.startsWith('utf-16')) return 'every other byte is zero';
  return 'its bytes are not UTF-8, and make the likeliest letters so';
}

function whyDelimiter({ dialect, names }: CsvPlan, { records, full }: DialectFacts): string {
  if (dialect.delimiter === noDelimiter)
    return 'no delimiter cuts the lines into rows of one length';
  const mark = delimiterName(dialect.delimiter);
  return `${mark} cuts ${count(full)} of the first ${count(records)} lines into ${names.length} values`;
}

function whyQuote({ dialect }: CsvPlan, { quoted, faults }: DialectFacts): string {
  if (dialect.quote === '') return 'read as quotes, they would make rows of different lengths';
  const stand =
    quoted === 0
      ? 'no value stands in quotes so far'
      : `${countWords(quoted, 'value')} ${quoted === 1 ? 'stands' : 'stand'} in them`;
  return faults === 0 ? stand : `${stand}; in ${countWords(faults, 'line')} they do not match`;
}

function whyEscape({ dialect }: CsvPlan, { escaped }: DialectFacts): string {
  if (dialect.escape === 'backslash') return 'quotes inside values stand behind a backslash';
  return escaped === 0
    ? 'no quote stands inside a value'
    : `in ${countWords(escaped, 'value')} they are doubled`;
}

/** Why so many lines (of a sheet: rows) name the columns. */
export function whyHeader(plan: CsvPlan, unit = 'line'): string {
  if (plan.nameLine === undefined) return `the first ${unit} looks like the rows below it`;
  if (plan.headerRows > 1)
    return `${plan.headerRows} ${unit}s of groups, names or units stand over the rows, unlike them`;
  const isGuess = plan.notes.some((note) => note.includes('nothing below tells'));
  return isGuess
    ? 'most files have one; nothing in the rows tells for certain'
    : 'its texts stand over numbers or dates, or come in no row below';
}

function whySkipped({ before, dataLine }: CsvPlan): string {
  return before.length === 0
    ? 'the table begins at once'
    : `${countWords(before.length, 'line')} above the rows, which begin in line ${count(dataLine)}, ${before.length === 1 ? 'is' : 'are'} set aside`;
}

/** Why what stands below the rows is set aside, or nothing is. */
export function whyFooter({ dataEnd, belowReason }: CsvPlan): string {
  return dataEnd === undefined
    ? 'nothing else was seen below the rows'
    : `something ${belowReason!.replace(/^stands /, 'that stands ')} was seen`;
}

function whyPoint({ dialect }: CsvPlan): string {
  return dialect.decimalPoint === ','
    ? 'numbers are written with a comma, and none with a point'
    : 'no number needs a comma to be one';
}

function whyTrims({ dialect }: CsvPlan): string {
  return dialect.trims
    ? 'they stand around the values as a habit, not in single ones'
    : 'values rarely begin or end with one';
}

function count(value: number): string {
  return value.toLocaleString('en');
}
