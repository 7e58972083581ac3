import { plainDialect } from '../../../data/formats/csv/csv-rewriter';
import type { CsvChoices } from '../../../data/formats/csv/csv-plan';

/** What was chosen, for a text in the plain dialect that holds just the columns and rows that are wanted. */
export function narrowChoices(
  { readings, texts, missing }: CsvChoices,
  decimalPoint: '.' | ',',
): CsvChoices {
  const { delimiter, quote, escape, trims } = plainDialect;
  return {
    ...{ readings, texts, missing, delimiter, quote, escape, trims, decimalPoint },
    ...{ headerRows: 1, skipLines: 0, footer: false },
  };
}
