import type { ResultColumn, ResultTable, ResultValue, Statement } from '../../data/answer';
import { countWords, formatCount, formatNumber, formatShare } from '../../data/format';
import { formatTime, shortLabel } from '../../figures/profile/labels';
import type {
  ComparedColumn,
  ComparisonScale,
  Pair,
  UncomparedColumn,
} from '../../methods/profile/compared-column';
import { chanceDistance } from '../../methods/profile/chance-distance';

/** Two groups of rows, column by column: those that differ most come first. */
export interface ComparisonReport {
  names: [one: string, other: string];
  rows: Pair;
  compared: ComparedColumn[];
  left: UncomparedColumn[];
}

/** Columns that get a picture. */
export const mostPictures = 12;

/** Columns by how far their difference goes beyond chance. */
export function rankCompared(columns: readonly ComparedColumn[]): ComparedColumn[] {
  const surplus = ({ distance, chance }: ComparedColumn): number =>
    Number.isFinite(chance) ? distance - chance : -1;
  return [...columns].sort((one, other) => surplus(other) - surplus(one));
}

export function describeComparison(report: ComparisonReport): Statement[] {
  const { names, rows, compared, left } = report;
  const sides = names
    .map((name, side) => `${name} (${countWords(rows[side]!, 'row')})`)
    .join(' and ');
  const empty = rows.findIndex((count) => count === 0);
  if (empty >= 0)
    return [
      { level: 'warning', text: `There is nothing to compare: no row is in “${names[empty]}”.` },
    ];
  if (compared.length === 0)
    return [
      { level: 'warning', text: `No column is on both sides: ${sides}.` },
      ...describeLeft(left),
    ];
  const differing = compared.filter(differs);
  const head: Statement =
    differing.length === 0
      ? { level: 'good', text: `No column differs by more than chance between ${sides}.` }
      : {
          level: 'info',
          text: `${countWords(differing.length, 'column')} of ${formatCount(compared.length)} ${differing.length === 1 ? 'differs' : 'differ'} by more than chance between ${sides}; most: ${differing.slice(0, 3).map(differenceWords).join('; ')}.`,
        };
  return [
    head,
    ...describeHoles(report),
    ...describeLeft(left),
    {
      level: 'info',
      text: 'Distance: Kolmogorov–Smirnov for numbers, dates and lengths of texts; the largest difference of shares (L∞) for values; on all rows. Chance: what it exceeds with probability 0.003 at most where both sides are alike, each column for itself. Divergence: Jensen–Shannon, base 2, over the bins or values shown.',
    },
  ];
}

/** One line a column, with what both sides hold. */
export function tabulateComparison({ compared, names }: ComparisonReport): ResultTable {
  const columns: ResultColumn[] = [
    { label: 'Column', format: 'text' },
    { label: 'Compared by', format: 'text' },
    { label: 'Distance', format: 'number', help: 'Kolmogorov–Smirnov, or L∞ of shares; 0 to 1.' },
    { label: 'Chance', format: 'number', help: 'What equal sides stay below, but for 3 in 1,000.' },
    { label: 'Differs', format: 'text', help: 'Distance beyond chance.' },
    { label: 'Divergence', format: 'number', help: 'Jensen–Shannon, base 2, over the bins shown.' },
    { label: `Missing: ${shortLabel(names[0])}`, format: 'share' },
    { label: `Missing: ${shortLabel(names[1])}`, format: 'share' },
    {
      label: `Centre: ${shortLabel(names[0])}`,
      format: 'text',
      help: 'Median; or the most frequent value.',
    },
    {
      label: `Centre: ${shortLabel(names[1])}`,
      format: 'text',
      help: 'Median; or the most frequent value.',
    },
    { label: 'Mean moved by', format: 'number', help: 'Second mean less first mean.' },
    {
      label: 'Values on one side only',
      format: 'text',
      help: 'Distinct values: first side, second side.',
    },
  ];
  return { title: 'Columns, the most different first', columns, rows: compared.map(toRow) };
}

function toRow(column: ComparedColumn): ResultValue[] {
  const { name, scale, distance, chance, divergence, missing, present, mean, onlyOn } = column;
  const holes = missing.map((count, side) => shareOf(count, count + present[side]!));
  const moved = mean ? mean[1] - mean[0] : NaN;
  return [
    ...[name, scaleWords[scale], distance, Number.isFinite(chance) ? chance : null],
    ...[differs(column) ? 'yes' : 'no', divergence, ...holes, centre(column, 0), centre(column, 1)],
    scale === 'time' || Number.isNaN(moved) ? null : moved,
    onlyOn ? `${formatCount(onlyOn[0])}, ${formatCount(onlyOn[1])}` : '',
  ];
}

const scaleWords: Record<ComparisonScale, string> = {
  number: 'numbers',
  time: 'times',
  length: 'lengths of texts',
  values: 'values',
};

function differs({ distance, chance }: ComparedColumn): boolean {
  return distance > chance;
}

function differenceWords(column: ComparedColumn): string {
  const { name, scale, bins, present } = column;
  if (scale !== 'values')
    return `${name} (median ${centre(column, 0)} against ${centre(column, 1)})`;
  const shares = bins.counts.map((counts, side) => counts.map((count) => count / present[side]!));
  const apart = bins.labels.map((_, at) => Math.abs(shares[0]![at]! - shares[1]![at]!));
  const widest = apart.indexOf(Math.max(...apart));
  const [one, other] = shares.map((side) => formatShare(side[widest]!));
  return `${name} (${shortLabel(bins.labels[widest]!)}: ${one} against ${other})`;
}

function describeHoles({ compared }: ComparisonReport): Statement[] {
  const moved = compared.filter(({ missing, present }) => {
    const [one, other] = missing.map((count, side) => count + present[side]!);
    const apart = Math.abs(missing[0] / one! - missing[1] / other!);
    return apart > chanceDistance(one!, other!);
  });
  if (moved.length === 0) return [];
  const named = moved.slice(0, 5).map(({ name, missing, present }) => {
    const [one, other] = missing.map((count, side) =>
      formatShare(count / (count + present[side]!)),
    );
    return `${name} (${one} against ${other})`;
  });
  const rest =
    moved.length > named.length ? `, and ${formatCount(moved.length - named.length)} more` : '';
  return [
    {
      level: 'warning',
      text: `Missing more often on one side than chance explains: ${named.join(', ')}${rest}.`,
    },
  ];
}

function describeLeft(left: readonly UncomparedColumn[]): Statement[] {
  if (left.length === 0) return [];
  const named = left.slice(0, 8).map(({ name, reason }) => `${name} (${reason})`);
  const rest =
    left.length > named.length ? `, and ${formatCount(left.length - named.length)} more` : '';
  return [{ level: 'info', text: `Not compared: ${named.join(', ')}${rest}.` }];
}

function centre({ scale, median, bins }: ComparedColumn, side: 0 | 1): string {
  if (median) {
    const value = median[side];
    if (Number.isNaN(value)) return '';
    return scale === 'time' ? formatTime(value) : formatNumber(value);
  }
  const counts = bins.counts[side];
  const most = Math.max(0, ...counts);
  return most === 0 ? '' : shortLabel(bins.labels[counts.indexOf(most)]!);
}

function shareOf(count: number, of: number): number | null {
  return of > 0 ? count / of : null;
}
