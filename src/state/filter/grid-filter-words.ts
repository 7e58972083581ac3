import { countWords } from '../../data/format';
import type { ColumnFilter, GroupFilter, LengthFilter, RangeFilter } from './grid-filter';

/** One of the things asked of the rows, in words. */
export type FilterPart =
  | { kind: 'column'; column: string; words: string }
  | { kind: 'search' | 'expression'; words: string };

/** How many values a chip names before it says how many more there are. */
const namedValues = 3;

/** All that is asked, part by part: first the search, then by column, then what was typed in SQL. */
export function filterParts(asked: {
  filters: readonly ColumnFilter[];
  search: string;
  expression: string;
}): FilterPart[] {
  const { filters, search, expression } = asked;
  const parts: FilterPart[] = filters.map((filter) => ({
    kind: 'column',
    column: filter.column,
    words: filterWords(filter),
  }));
  if (search !== '') parts.unshift({ kind: 'search', words: searchWords(search) });
  if (expression !== '') parts.push({ kind: 'expression', words: expression });
  return parts;
}

/** A filter as a person says it: `age from 20 to 30`, `sex is Male or Female`. */
export function filterWords(filter: ColumnFilter): string {
  switch (filter.test) {
    case 'range':
      return `${filter.column} ${rangeWords(filter)}`;
    case 'values':
      return `${filter.column} ${filter.exclude ? 'is not' : 'is'} ${valueWords(filter.values)}`;
    case 'group':
      return `${groupingWords(filter)} ${filter.exclude ? 'is not' : 'is'} ${valueWords(filter.labels)}`;
    case 'other-groups':
      return `${andWords(filter.keys.map(groupingWords))} together are none of ${countWords(filter.groups.length, 'group')}`;
    case 'contains':
      return `${filter.column} contains “${filter.text}”`;
    case 'length':
      return `length of ${filter.column} ${lengthWords(filter)}`;
    case 'missing':
      return `${filter.column} is missing`;
    case 'present':
      return `${filter.column} is not missing`;
  }
}

/** What the quick search asks, in words. */
export function searchWords(text: string): string {
  return `any text contains “${text}”`;
}

function groupingWords({ column, grouping }: Pick<GroupFilter, 'column' | 'grouping'>): string {
  if (grouping.by === 'value' || grouping.by === 'bin') return column;
  return `${grouping.by} of ${column}`;
}

function andWords(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}

function lengthWords({ min, max }: LengthFilter): string {
  if (min === max) return `is ${min}`;
  return max >= Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`;
}

function rangeWords({ min: from, max: to, maxExcluded }: RangeFilter): string {
  const [min, max] = [from && short(from), to && short(to)];
  if (min === undefined && max === undefined) return 'is not missing';
  if (max === undefined) return `from ${min}`;
  if (min === undefined) return maxExcluded ? `below ${max}` : `up to ${max}`;
  if (min === max && !maxExcluded) return `is ${min}`;
  return `from ${min} to ${maxExcluded ? 'below ' : ''}${max}`;
}

function valueWords(values: readonly (string | null)[]): string {
  if (values.length === 0) return 'none of its values';
  const named = values.slice(0, namedValues).map(oneValue);
  const more = values.length - named.length;
  if (more > 0) return `${named.join(', ')} or one of ${more} more`;
  return named.length === 1
    ? named[0]!
    : `${named.slice(0, -1).join(', ')} or ${named[named.length - 1]!}`;
}

function oneValue(value: string | null): string {
  if (value === null) return 'missing';
  return value === '' ? 'empty text' : value;
}

/** Edges of bins have many decimals; whole numbers and what a person would type stay as they are. */
function short(bound: string): string {
  const digits = bound.replace(/^-/, '').replace(/e.*$/i, '');
  return digits.includes('.') && digits.length > 8
    ? String(Number(Number(bound).toPrecision(5)))
    : bound;
}
