import { formatBytes, formatCount, formatDuration, formatNumber } from '../../data/format';
import type { ResultTable, ResultValue } from '../../data/answer';
import { formatTime } from '../../figures/profile/labels';
import { profileProbabilities } from '../../methods/profile/number-summary';
import type { ColumnProfile, DateProfile, NumberProfile } from '../../methods/profile/profile';
import type { ListSummary, MemberCount } from '../../methods/profile/list-summary';
import type { TextSummary } from '../../methods/profile/text-summary';
import { formatExact, rangeWords, shareOf } from './table-rows';

type Row = [name: string, value: string, rule: string];

/** Everything that is known of one column, as tables. */
export function tabulateColumn(column: ColumnProfile): ResultTable[] {
  const { number, date, text, list, members } = column;
  const rows = [
    ...sharedRows(column),
    ...(number ? numberRows(number, column.rowCount) : []),
    ...(date ? dateRows(date) : []),
    ...(text ? textRows(text, column.rowCount) : []),
    ...(list ? listRows(list, column) : []),
  ];
  const tables: ResultTable[] = [
    {
      title: 'Statistics',
      columns: [
        { label: 'Statistic', format: 'text' },
        { label: 'Value', format: 'text' },
        { label: 'Rule', format: 'text' },
      ],
      rows,
    },
  ];
  if (column.values.top.length > 0) tables.push(tabulateTop(column));
  if (list && list.topItems.length > 0) tables.push(tabulateItems(list));
  if (members) tables.push(tabulateMembers(members, list, column));
  if (text && text.nearSame.length > 0) tables.push(tabulateNearSame(text));
  return tables;
}

function sharedRows(column: ColumnProfile): Row[] {
  const { kind, reason, type, rowCount, missing, values, sizeBytes } = column;
  const { distinct, once, entropyBits, present } = values;
  return [
    ['Kind', kind, reason],
    ['Stored as', type, `${formatBytes(sizeBytes)} as an Arrow column`],
    ['Rows', formatCount(rowCount), ''],
    ['Missing', withShare(missing, rowCount), 'rows without a value; NaN is not among them'],
    ['Range', rangeWords(column), column.text || column.list ? 'lengths' : 'smallest to largest'],
    ['Distinct', formatCount(distinct), 'different values, exact'],
    ['Distinctness', ratio(distinct, rowCount), 'distinct values ÷ rows'],
    ['Uniqueness', ratio(once, rowCount), 'values seen once ÷ rows'],
    ['Unique-value ratio', ratio(once, distinct), 'values seen once ÷ distinct values'],
    ['Entropy', present > 0 ? `${formatNumber(entropyBits)} bits` : '', 'Shannon, of the values'],
  ];
}

function numberRows(number: NumberProfile, rowCount: number): Row[] {
  const quantiles = profileProbabilities.map((probability, index): Row => {
    const rule = probability === 0.5 ? 'median, linear interpolation' : 'linear interpolation';
    return [`${100 * probability} % quantile`, formatNumber(number.quantiles[index]!, 6), rule];
  });
  const [positive, negative] = number.infinite;
  return [
    ['Mean', formatNumber(number.mean, 6), 'of the finite values, as all below'],
    ['Standard deviation', formatNumber(number.std, 6), 'sample, n − 1'],
    ['Variance', formatNumber(number.variance, 6), 'sample, n − 1'],
    ['Coefficient of variation', formatNumber(number.cv), 'standard deviation ÷ mean'],
    ['Sum', formatExact(number.sum), typeof number.sum === 'bigint' ? 'exact' : ''],
    ...quantiles,
    ['Interquartile range', formatNumber(number.iqr, 6), '75 % less 25 % quantile'],
    ['MAD', formatNumber(number.mad, 6), 'median absolute deviation from the median'],
    ['Skewness', formatNumber(number.skewness), 'bias-adjusted (G1), as pandas'],
    ['Kurtosis', formatNumber(number.kurtosis), 'excess, bias-adjusted (G2), as pandas'],
    ['Zeros', withShare(number.zeros, rowCount), ''],
    ['Negatives', withShare(number.negatives, rowCount), ''],
    ['Infinities', `${formatCount(positive)} above, ${formatCount(negative)} below`, ''],
    ['NaN', withShare(number.nan, rowCount), 'neither number nor missing'],
    ['Order of the rows', orderWords(number.monotonicity), 'a missing value breaks an order'],
  ];
}

function dateRows({ min, max, steps, monotonicity }: DateProfile): Row[] {
  const hasSteps = !Number.isNaN(steps.longest);
  return [
    ['Span', formatSpan(max - min), ''],
    ['Median step', hasSteps ? formatSpan(steps.medianStep) : '', 'between distinct times'],
    ['Gaps', formatCount(steps.gaps), 'steps longer than twice the median step'],
    [
      'Longest step',
      hasSteps ? `${formatSpan(steps.longest)} from ${formatTime(steps.longestFrom)}` : '',
      '',
    ],
    ['Order of the rows', orderWords(monotonicity), 'a missing value breaks an order'],
  ];
}

function textRows(text: TextSummary, rowCount: number): Row[] {
  const spelled = text.missingSpellings.map(({ spelling, count }): Row => [
    `Spelled "${spelling}"`,
    withShare(count, rowCount),
    'usually means missing; counted as a value',
  ]);
  return [
    ['Mean length', `${formatNumber(text.length.mean)} characters`, ''],
    [
      'Words',
      `${formatNumber(text.words.mean)} on average, ${formatCount(text.words.max)} at most`,
      'runs of what is not blank',
    ],
    ['Empty', withShare(text.empty, rowCount), 'texts without a character'],
    [
      'Blank at an end',
      withShare(text.padded, rowCount),
      'begin or end with a space, tab or line end',
    ],
    ['Outside ASCII', withShare(text.nonAscii, rowCount), 'hold a character beyond ASCII'],
    [
      'Unreadable',
      withShare(text.replaced, rowCount),
      'hold \uFFFD, which stands for broken bytes',
    ],
    ['Numbers', withShare(text.numbers, rowCount), 'texts that read as a number'],
    ['ISO dates', withShare(text.isoDates, rowCount), 'texts that read as a date'],
    ...spelled,
  ];
}

function listRows(list: ListSummary, { values }: ColumnProfile): Row[] {
  return [
    [
      'Mean length',
      `${formatNumber(list.length.mean)} values`,
      'of the lists, empty ones included',
    ],
    ['Empty', withShare(list.empty, values.present), 'lists without a value; shares are of lists'],
    ['Values', formatCount(list.items), 'in all lists together'],
    ['Missing values', withShare(list.missingItems, list.items), 'shares are of these values'],
    ['Distinct values', formatCount(list.distinctItems), 'different ones in lists, exact'],
  ];
}

function tabulateItems({ topItems, items, distinctItems }: ListSummary): ResultTable {
  return {
    title: 'Most frequent values in the lists',
    columns: [
      { label: 'Value', format: 'text' },
      { label: 'Times', format: 'bar' },
      { label: 'Share', format: 'share', help: 'of all values in lists' },
    ],
    rows: topItems.map(({ value, count }): ResultValue[] => [value, count, count / items]),
    note:
      distinctItems > topItems.length
        ? `The first ${topItems.length} of ${formatCount(distinctItems)}.`
        : undefined,
    holdsRows: topItems.every(({ count }) => count === 1),
  };
}

function tabulateMembers(
  members: readonly MemberCount[],
  list: ListSummary | undefined,
  { values }: ColumnProfile,
): ResultTable {
  const objects = list ? list.items : values.present;
  return {
    title: 'Members of the objects',
    columns: [
      { label: 'Member', format: 'text' },
      { label: 'Present', format: 'bar' },
      { label: 'Share', format: 'share', help: list ? 'of all values in lists' : 'of all rows' },
    ],
    rows: members.map(({ name, present }): ResultValue[] => [name, present, present / objects]),
  };
}

function tabulateTop({ values, rowCount }: ColumnProfile): ResultTable {
  const { top, distinct } = values;
  return {
    title: 'Most frequent values',
    columns: [
      { label: 'Value', format: 'text' },
      { label: 'Rows', format: 'bar' },
      { label: 'Share', format: 'share', help: 'of all rows' },
    ],
    rows: top.map(({ value, count }): ResultValue[] => [value, count, count / rowCount]),
    note:
      distinct > top.length ? `The first ${top.length} of ${formatCount(distinct)}.` : undefined,
    holdsRows: top.every(({ count }) => count === 1),
  };
}

function tabulateNearSame({ nearSame }: TextSummary): ResultTable {
  return {
    holdsRows: true,
    title: 'Names that are nearly the same',
    columns: [
      { label: 'Group', format: 'integer' },
      { label: 'Value', format: 'text' },
      { label: 'Rows', format: 'integer' },
    ],
    rows: nearSame.flatMap(({ values }, group) =>
      values.map(({ value, count }): ResultValue[] => [group + 1, value, count]),
    ),
    note: 'Same after trimming, lower case, folding accents, dropping punctuation, and sorting the words.',
  };
}

function withShare(count: number, rowCount: number): string {
  return count === 0 ? '0' : `${formatCount(count)} (${shareOf(count, rowCount)})`;
}

function ratio(count: number, of: number): string {
  return of > 0 ? formatNumber(count / of) : '';
}

function orderWords(monotonicity: string): string {
  return monotonicity === 'none' ? 'no order' : monotonicity;
}

/** Days where it is long, else as a duration. */
export function formatSpan(durationMs: number): string {
  const days = durationMs / 86_400_000;
  return days >= 1
    ? `${formatNumber(days)} ${days === 1 ? 'day' : 'days'}`
    : formatDuration(durationMs);
}
