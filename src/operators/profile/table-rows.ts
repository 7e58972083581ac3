import { formatCount, formatNumber, formatShare } from '../../data/format';
import type { ResultColumn, ResultTable, ResultValue } from '../../data/answer';
import { formatTime, shortLabel } from '../../figures/profile/labels';
import type { Alert } from '../../methods/profile/alert-rules';
import type { ColumnProfile } from '../../methods/profile/profile';

const columns: ResultColumn[] = [
  { label: 'Column', format: 'text' },
  { label: 'Kind', format: 'text', help: 'What the values mean, inferred from them.' },
  { label: 'Why', format: 'text', help: 'What the kind was inferred from.' },
  { label: 'Missing', format: 'share', help: 'Rows without a value ÷ rows.' },
  { label: 'Distinct', format: 'integer', help: 'Different values, exact.' },
  { label: 'Most frequent', format: 'text' },
  { label: 'Its share', format: 'share', help: 'Rows with the most frequent value ÷ rows.' },
  {
    label: 'Range',
    format: 'text',
    help: 'Smallest and largest; for texts and lists, of their lengths.',
  },
  { label: 'Mean', format: 'number' },
  { label: 'Std', format: 'number', help: 'Standard deviation of the sample (n − 1).' },
  { label: 'Median', format: 'number', help: 'Linear interpolation.' },
  { label: 'IQR', format: 'number', help: '75 % quantile less 25 % quantile.' },
  { label: 'Skewness', format: 'number', help: 'Bias-adjusted (G1), as pandas.' },
  { label: 'Zeros', format: 'share', help: 'Rows that hold zero ÷ rows.' },
  { label: 'Entropy', format: 'number', help: 'Of the values, in bits.' },
  {
    label: 'Seen once',
    format: 'share',
    help: 'Uniqueness: values that stand in one row only ÷ rows.',
  },
  { label: 'Type', format: 'text', help: 'How the engine stores it.' },
  { label: 'Noticed', format: 'text', help: 'Rules that say something about the column.' },
];

/** One line for each column with its statistics. */
export function tabulateColumns(
  profiles: readonly ColumnProfile[],
  alerts: readonly Alert[],
): ResultTable {
  return {
    title: 'Columns',
    columns,
    rows: profiles.map((profile) => toRow(profile, alerts)),
    note: 'Statistics of numbers rest on their finite values: missing, NaN and infinities are counted apart. Variance and std divide by n − 1, quantiles interpolate linearly, skewness is bias-adjusted: the numbers of pandas.',
  };
}

/** The smallest and largest value in words; lengths for texts and lists. */
export function rangeWords({ number, date, text, list, values }: ColumnProfile): string {
  if (date && values.present > 0) return `${formatTime(date.min)} to ${formatTime(date.max)}`;
  if (number && number.finite > 0) {
    return `${formatExact(number.min)} to ${formatExact(number.max)}`;
  }
  const sized = text ?? list;
  if (!sized || values.present === 0) return '';
  const { min, max } = sized.length;
  const unit = text ? 'characters' : 'values';
  return min === max ? `${min} ${unit}` : `${min} to ${max} ${unit}`;
}

/** A number with its digits, a BigInt with all of them. */
export function formatExact(value: number | bigint): string {
  return typeof value === 'bigint' ? formatCount(value) : formatNumber(value, 6);
}

function toRow(profile: ColumnProfile, alerts: readonly Alert[]): ResultValue[] {
  const { name, kind, reason, type, rowCount, missing, values, number } = profile;
  const first = values.top[0];
  const rules = alerts.filter((alert) => alert.columns.includes(name)).map(({ rule }) => rule);
  const share = (count: number): number | null => (rowCount > 0 ? count / rowCount : null);
  const numbers = number && number.finite > 0 ? number : undefined;
  return [
    name,
    kind,
    reason,
    share(missing),
    values.distinct,
    first ? shortLabel(first.value, 40) : '',
    first ? share(first.count) : null,
    rangeWords(profile),
    orNull(numbers?.mean),
    orNull(numbers?.std),
    orNull(numbers?.quantiles[3]),
    orNull(numbers?.iqr),
    orNull(numbers?.skewness),
    numbers ? share(numbers.zeros) : null,
    values.present > 0 ? values.entropyBits : null,
    share(values.once),
    type,
    [...new Set(rules)].map((rule) => rule.replaceAll('-', ' ')).join(', '),
  ];
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** A share in words, for lists of statistics. */
export function shareOf(count: number, rowCount: number): string {
  return rowCount > 0 ? formatShare(count / rowCount) : '';
}
