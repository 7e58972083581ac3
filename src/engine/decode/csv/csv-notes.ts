import type { ReadingProposal } from '../../../data/formats/csv/column-reading';
import type { CastFailures } from '../../../data/source';
import type { CsvPlan } from '../../../data/formats/csv/csv-plan';
import type { CsvFindings } from '../../../data/formats/csv/csv-findings';

/** What all bytes of a CSV have shown that its reader should know, in words. */
export function describeFindings(plan: CsvPlan, findings: CsvFindings): string[] {
  const { types, blankLines, surplusEmpty, isEmpty } = findings;
  // A proposal says more than why the column is text.
  const proposed = new Set(plan.proposals.map(({ column }) => column));
  const notes = types.flatMap(({ note, zoned }, column) => [
    ...(note && !proposed.has(plan.names[column]!) ? [`"${plan.names[column]}" ${note}`] : []),
    ...(zoned ? [`"${plan.names[column]}" holds times with an offset; they are kept in UTC.`] : []),
  ]);
  const rewritten = describeOtherwise(plan.names, findings);
  if (rewritten !== undefined) notes.push(rewritten);
  const left = isEmpty.filter(Boolean).length;
  if (left > 0)
    notes.push(
      `${countLines(left, 'column', 'columns')} without a name and without a value left out.`,
    );
  if (blankLines > 0)
    notes.push(`${countLines(blankLines, 'blank line was', 'blank lines were')} passed over.`);
  if (surplusEmpty > 0)
    notes.push(
      `${countLines(surplusEmpty, 'row ends', 'rows end')} in empty values beyond the last column; these were cut.`,
    );
  return notes;
}

/** Columns that are named with an example; the others are counted. */
const namedColumns = 8;

/** The values that their types show otherwise than they were written, by column. */
export function describeOtherwise(
  names: readonly string[],
  { otherwise }: Pick<CsvFindings, 'otherwise'>,
): string | undefined {
  const found = otherwise.flatMap((each, column) =>
    each ? [{ name: names[column]!, ...each }] : [],
  );
  if (found.length === 0) return undefined;
  const named = found
    .slice(0, namedColumns)
    .map(
      ({ name, count, written, shown }) =>
        `"${name}" ${countLines(count, 'value', 'values')} (such as ${written} → ${shown})`,
    );
  const others = found.slice(namedColumns);
  const values = others.reduce((sum, { count }) => sum + count, 0);
  if (others.length > 0) {
    const columns = countLines(others.length, 'more column', 'more columns');
    named.push(`${countLines(values, 'value', 'values')} of ${columns}`);
  }
  return `Written otherwise than their type shows them: ${named.join('; ')}. Keep the text of such a column beside its value to have it as written.`;
}

/** Texts that are kept beside their values, as was asked for. */
export function describeTexts(
  asked: readonly (readonly [column: string, keptIn: string])[],
): string[] {
  return asked.map(
    ([column, keptIn]) =>
      `The text of "${column}", as it stands in the file, is kept beside its value, in "${keptIn}".`,
  );
}

function countLines(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Readings that were asked for, and such as could be. */
export function describeReadings(
  proposals: readonly ReadingProposal[],
  casts: readonly CastFailures[],
): string[] {
  const done = casts.map(({ column, as, failed, examples, keptIn }) =>
    failed === 0
      ? `"${column}" was read as ${readingWords[as] ?? as}, as asked for: every value.`
      : `"${column}" was read as ${readingWords[as] ?? as}, as asked for; ${countLines(failed, 'value', 'values')} could not be, such as "${examples[0]}", and ${failed === 1 ? 'is' : 'are'} kept as text in "${keptIn}".`,
  );
  const open = proposals.map(
    ({ column, reading, reason }) =>
      `"${column}" is kept as text, and could be read as ${readingWords[reading.as] ?? reading.as}: ${reason}.`,
  );
  return [...done, ...open];
}

const readingWords: Record<string, string> = {
  number: 'numbers',
  date: 'dates',
  boolean: 'true or false',
  duration: 'durations in seconds',
};
