import type { CastFailures, SourceOptions } from '../../data/source';
import { quoteName, quoteText } from '../../data/sql';
import type { FilterSettings } from './table-filter.svelte';

/** What leaves the rows of a table whose text in a column could not be read as asked for, and nothing else. */
export function failedRows(
  { column, keptIn }: Pick<CastFailures, 'column' | 'keptIn'>,
  { texts = [], missing = [] }: Pick<SourceOptions, 'texts' | 'missing'>,
): FilterSettings {
  const filters = [{ test: 'present' as const, column: keptIn }];
  if (!texts.includes(column)) return { filters, search: '', expression: '' };
  const text = quoteName(keptIn);
  const conditions = [
    `${quoteName(column)} IS NULL`,
    `trim(${text}) <> ''`,
    ...(missing.length > 0 ? [`${text} NOT IN (${missing.map(quoteText).join(', ')})`] : []),
  ];
  return { filters: [], search: '', expression: conditions.join(' AND ') };
}
