import { countWords, formatCount, formatNumber, formatShare } from '../../data/format';
import type { Proposal, Statement } from '../../data/answer';
import { formatTime, shortLabel } from '../../figures/profile/labels';
import type { Alert } from '../../methods/profile/alert-rules';
import { defaultLimits } from '../../methods/profile/alert-rules';
import type { ColumnProfile } from '../../methods/profile/profile';
import { formatSpan } from './column-tables';
import { describeAlerts } from './describe-alerts';
import type { ColumnExample } from '../../methods/profile/column-examples';
import type { ColumnOutliers } from '../../methods/profile/column-outliers';
import { nearestWords, type NearestColumns } from './collect-nearest';
import { formatExact } from './table-rows';

/** One column, what the rules say about it, and the column that one might predict. */
export interface ColumnReport {
  column: ColumnProfile;
  /** Of numbers that are spread. */
  outliers?: ColumnOutliers;
  /** Rows drawn at random. */
  examples: ColumnExample[];
  nearest: NearestColumns;
  alerts: Alert[];
  /** A guess by name or kind. */
  target?: string;
}

export function describeColumn({ column, alerts, outliers, nearest }: ColumnReport): Statement[] {
  const { name, kind, reason, rowCount, missing, values } = column;
  const holes =
    missing === 0
      ? 'none missing'
      : `${formatShare(missing / rowCount)} missing (${countWords(missing, 'row')})`;
  const head = `${name} is of kind ${kind}: ${reason}. ${countWords(rowCount, 'row')}, ${holes}, ${countWords(values.distinct, 'distinct value')}.`;
  const told = describeAlerts(alerts, defaultLimits, undefined).map(
    ({ level, text }): Statement => ({ level, text }),
  );
  const middle = describeValues(column);
  return [
    { level: 'info', text: middle === '' ? head : `${middle} ${head}` },
    ...told,
    ...(outliers ? describeOutliers(outliers, column) : []),
    describeNearest(column.name, nearest),
    ...describeCuts(column),
  ];
}

/** What one does next with a column: weigh it against the target, or weigh all others against it. */
export function proposeAfterColumn({ column, target }: ColumnReport): Proposal[] {
  const inputs = { table: 'table' };
  const { name } = column;
  const proposals: Proposal[] = [];
  if (target !== undefined && target !== name) {
    const question = `Does ${name} tell something about ${target}?`;
    proposals.push({ question, operator: 'select.signal', params: { target }, inputs });
  }
  if (column.values.distinct > 1 && column.kind !== 'identifier' && column.kind !== 'text') {
    const question = `Which columns go together with ${name}?`;
    proposals.push({ question, operator: 'profile.association', params: { target: name }, inputs });
  }
  return proposals;
}

function describeValues({ name, kind, values, number, date, text }: ColumnProfile): string {
  if (values.present === 0) return '';
  if (date) {
    const span = formatSpan(date.max - date.min);
    return `${name} runs from ${formatTime(date.min)} to ${formatTime(date.max)}, ${span}.`;
  }
  if (number && number.finite > 0 && kind !== 'category') {
    const [, , low, median, high] = number.quantiles;
    return `Half of ${name} lies between ${formatNumber(low!)} and ${formatNumber(high!)}, around a median of ${formatNumber(median!)}; all of it between ${formatExact(number.min)} and ${formatExact(number.max)}.`;
  }
  if (text && kind === 'text') {
    const { length, words } = text;
    return `Texts of ${formatNumber(length.mean, 3)} characters and ${formatNumber(words.mean, 2)} words on average, ${formatCount(length.max)} characters at most.`;
  }
  const first = values.top[0]!;
  return `${shortLabel(first.value, 60)} is the most frequent value of ${name}: ${formatShare(first.count / values.present)} of those present.`;
}

function describeOutliers(
  { fences, below, above, robust, farthest }: ColumnOutliers,
  { rowCount }: ColumnProfile,
): Statement[] {
  const outside = below + above;
  const [low, high] = fences.map((fence) => formatNumber(fence));
  const rule = `Tukey's fences ${low} and ${high}: 1.5 interquartile ranges beyond the quartiles`;
  if (outside === 0)
    return [{ level: 'info', text: `No value stands far from the rest (${rule}).` }];
  const farthestWords =
    farthest.length > 0 ? `, the farthest ${formatNumber(farthest[0]!.value)}` : '';
  const second = robust === undefined ? '' : `; ${formatCount(robust)} have a robust z beyond ±3.5`;
  const text = `${countWords(outside, 'row')} (${formatShare(outside / rowCount)}) lie outside of ${rule}${farthestWords}${second}.`;
  return [{ level: 'info', text }];
}

function describeNearest(
  name: string,
  { columns, compared, rows, reason }: NearestColumns,
): Statement {
  if (reason !== undefined)
    return {
      level: 'info',
      text: `Columns that go together with ${name} were not looked for: ${reason}.`,
    };
  const [first] = columns;
  const on = `${countWords(compared, 'column')} compared on ${countWords(rows, 'row')}`;
  const text = first
    ? `Closest to ${name} stands ${first.name} (${nearestWords(first)}); ${on}.`
    : `No column goes together with ${name}; ${on}.`;
  return { level: 'info', text };
}

function describeCuts({ text, kind }: ColumnProfile): Statement[] {
  if (!text) return [];
  const cuts: string[] = [];
  if (text.patternsCut) cuts.push('Shapes were counted for 20,000 of the distinct values only.');
  if (text.nearSameSkipped && kind === 'category') {
    cuts.push('There are more than 20,000 distinct values: near-same ones were not looked for.');
  }
  return cuts.map((words) => ({ level: 'info', text: words }));
}
