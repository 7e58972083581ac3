import { countWords, formatBytes, formatCount, formatShare } from '../../data/format';
import type { Proposal, Statement } from '../../data/answer';
import { isNumericKind } from '../../data/table';
import type { Alert, AlertLimits } from '../../methods/profile/alert-rules';
import type { TableProfile } from '../../methods/profile/profile';
import { hasPicture } from './column-figures';
import { describeAlerts } from './describe-alerts';

/** The whole profile, what the rules say about it, and the column that one might predict. */
export interface TableReport {
  profile: TableProfile;
  alerts: Alert[];
  limits: AlertLimits;
  /** A guess by name or kind. */
  target?: string;
  /** Columns of the table, of which some may not have been asked for. */
  columnsInTable: number;
}

/** Figures drawn at most: more would not be looked at. */
export const mostFigures = 12;

/** What is in the table, the answer first. */
export function describeTable(report: TableReport): Statement[] {
  const { profile, alerts, limits, target } = report;
  const text = [
    describeSize(report),
    describeMissing(profile),
    describeRepeats(profile),
    describeTwins(profile),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
  return [
    { level: alerts.length === 0 ? 'good' : 'info', text },
    { level: 'info', text: describeKinds(profile) },
    ...describeAlerts(alerts, limits, target),
    ...describeLimits(profile),
  ];
}

/** Questions that fit what was found. */
export function proposeAfterTable({ profile, target }: TableReport): Proposal[] {
  const inputs = { table: 'table' };
  const proposals: Proposal[] = [];
  if (target !== undefined && profile.columns.length > 1) {
    const question = `Which columns tell something about ${target}?`;
    proposals.push({ question, operator: 'select.signal', params: { target }, inputs });
  }
  if (profile.association.names.length > 1) {
    const question = 'Which columns go together?';
    proposals.push({ question, operator: 'profile.association', params: {}, inputs });
  }
  const column = target ?? profile.columns[0]?.name;
  if (column !== undefined) {
    const question = `What is in ${column}?`;
    proposals.push({ question, operator: 'profile.column', params: { column }, inputs });
  }
  return proposals;
}

function describeSize({ profile, columnsInTable }: TableReport): string {
  const { rowCount, columns } = profile;
  const of = columns.length < columnsInTable ? ` of ${formatCount(columnsInTable)}` : '';
  return `${countWords(rowCount, 'row')}, ${formatCount(columns.length)}${of} ${columnsInTable === 1 ? 'column' : 'columns'}.`;
}

function describeMissing({ rowCount, columns }: TableProfile): string {
  const holes = columns
    .filter(({ missing }) => missing > 0)
    .sort((one, other) => other.missing - one.missing);
  if (rowCount === 0) return 'There is nothing to look at yet.';
  if (holes.length === 0) return 'No value is missing.';
  const cells = holes.reduce((sum, { missing }) => sum + missing, 0);
  const shown = holes
    .slice(0, 4)
    .map(({ name, missing }) => `${name} ${formatShare(missing / rowCount)}`);
  const more = holes.length > 4 ? `, and ${formatCount(holes.length - 4)} more` : '';
  const all = formatShare(cells / (rowCount * columns.length));
  return `Values are missing in ${countWords(holes.length, 'column')} (${shown.join(', ')}${more}), ${all} of all cells.`;
}

function describeRepeats({ duplicates, rowCount }: TableProfile): string {
  const { repeats } = duplicates;
  if (rowCount < 2) return '';
  if (repeats === 0) return 'No row stands twice.';
  return `${countWords(repeats, 'row')} ${repeats === 1 ? 'repeats' : 'repeat'} an earlier one.`;
}

function describeTwins({ bijections }: TableProfile): string {
  const pairs = bijections.slice(0, 3).map(({ first, second }) => `${first} and ${second}`);
  if (pairs.length === 0) return '';
  const more =
    bijections.length > 3 ? `; and ${countWords(bijections.length - 3, 'more pair')}` : '';
  return `${pairs.join('; ')}${more} say the same thing.`;
}

function describeKinds({ columns }: TableProfile): string {
  const count = (holds: (kind: TableProfile['columns'][number]['kind']) => boolean): number =>
    columns.filter(({ kind }) => holds(kind)).length;
  const groups: [number, string, string?][] = [
    [count(isNumericKind), 'number'],
    [count((kind) => kind === 'category' || kind === 'boolean'), 'category', 'categories'],
    [count((kind) => kind === 'date' || kind === 'datetime'), 'date'],
    [count((kind) => kind === 'text'), 'free text'],
    [count((kind) => kind === 'identifier'), 'identifier'],
    [
      count((kind) => kind === 'constant' || kind === 'empty'),
      'column without information',
      'columns without information',
    ],
  ];
  const shown = groups
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => countWords(number, one, many));
  const bytes = columns.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return `${shown.join(', ') || 'No columns'}; ${formatBytes(bytes)} as Arrow columns. Kinds are inferred, with the reason in the table; change one in the source cell if it is wrong.`;
}

function describeLimits({ association, rowCount, columns }: TableProfile): Statement[] {
  const limits: string[] = [];
  const drawable = columns.filter(hasPicture).length;
  if (drawable > mostFigures) {
    limits.push(
      `Pictures of the first columns only, ${mostFigures} at most; the table has all ${formatCount(columns.length)}, and a column's own profile draws any of them.`,
    );
  }
  if (association.rows < rowCount && association.names.length > 1) {
    limits.push(
      `How columns go together was measured on a sample of ${formatCount(association.rows)} rows; everything else is exact, on all rows.`,
    );
  }
  const cut = association.leftOut.filter(({ reason }) => reason.startsWith('not among'));
  if (cut.length > 0) {
    limits.push(
      `Of more than ${formatCount(association.names.length)} columns, those that go together most were compared with each other: ${formatCount(cut.length)} were not.`,
    );
  }
  return limits.map((text) => ({ level: 'info', text }));
}
