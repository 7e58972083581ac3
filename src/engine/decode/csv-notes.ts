import type { CsvPlan } from '../../data/formats/csv-plan';
import type { CsvFindings } from '../../data/formats/csv-findings';

/** What all bytes of a CSV have shown that its reader should know, in words. */
export function describeFindings(plan: CsvPlan, findings: CsvFindings): string[] {
  const { types, blankLines, surplusEmpty, isEmpty } = findings;
  const notes = types.flatMap(({ note, zoned }, column) => [
    ...(note ? [`"${plan.names[column]}" ${note}`] : []),
    ...(zoned ? [`"${plan.names[column]}" holds times with an offset; they are kept in UTC.`] : []),
  ]);
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

function countLines(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
