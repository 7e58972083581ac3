import { countWords, formatCount, formatNumber, formatShare } from '../../data/format';
import type { Alert, AlertLimits, Finding } from './alert-rules';
import { personalByName } from './personal-data';
import type { ColumnProfile } from './profile';
import { textAlerts } from './text-alerts';

/** Everything that the rules say about one column. */
export function columnAlerts(column: ColumnProfile, limits: AlertLimits): Alert[] {
  const findings = [
    ...presenceAlerts(column, limits),
    ...categoryAlerts(column, limits),
    ...numberAlerts(column, limits),
    ...textAlerts(column),
    ...personalAlerts(column),
  ];
  return findings.map(([rule, value, words]) => ({
    rule,
    columns: [column.name],
    value,
    finding: words === '' ? column.name : `${column.name} (${words})`,
  }));
}

function presenceAlerts(column: ColumnProfile, limits: AlertLimits): Finding[] {
  const { kind, rowCount, missing, values } = column;
  if (rowCount === 0) return [];
  if (values.present === 0) return [['empty', missing / rowCount, '']];
  const findings: Finding[] = [];
  if (kind === 'constant' || (values.distinct === 1 && missing === 0)) {
    findings.push(['constant', 1, values.top[0]?.value ?? '']);
  }
  const share = missing / rowCount;
  if (share > limits.missingShare) {
    findings.push(['missing', share, `${formatShare(share)}, ${countWords(missing, 'row')}`]);
  }
  return findings;
}

function categoryAlerts(column: ColumnProfile, limits: AlertLimits): Finding[] {
  const { kind, rowCount, values } = column;
  const { distinct, present } = values;
  const findings: Finding[] = [];
  const isCode = (kind === 'category' || kind === 'integer') && !isTime(column);
  if (kind === 'identifier' || (isCode && distinct === rowCount && rowCount > 1)) {
    findings.push(['unique', distinct, '']);
  } else if (isCode && 2 * distinct > rowCount && rowCount >= 20) {
    const words = `${formatCount(distinct)} values in ${countWords(rowCount, 'row')}`;
    findings.push(['near-unique', distinct / rowCount, words]);
  } else if (kind === 'category' && distinct > limits.categories && !isMostlyNumbers(column)) {
    findings.push(['high-cardinality', distinct, formatCount(distinct)]);
  }
  const isGrouped = kind === 'category' || kind === 'boolean';
  const uneven = distinct > 1 ? 1 - values.entropyBits / Math.log2(distinct) : 0;
  if (isGrouped && uneven > limits.imbalance) {
    const first = values.top[0]!;
    const words = `${uneven.toFixed(2)}: ${first.value} in ${formatShare(first.count / present)}`;
    findings.push(['imbalance', uneven, words]);
  }
  return findings;
}

/** What is read as a number later has no categories. */
function isMostlyNumbers({ text, values }: ColumnProfile): boolean {
  return text !== undefined && 2 * text.numbers > values.present;
}

/** Days since 1970 are small enough to be anything. */
function isTime({ number }: ColumnProfile): boolean {
  return number?.unix !== undefined && number.unix.unit !== 'days';
}

function numberAlerts({ kind, rowCount, number }: ColumnProfile, limits: AlertLimits): Finding[] {
  if (!number) return [];
  const findings: Finding[] = [];
  const infinite = number.infinite[0] + number.infinite[1];
  if (infinite > 0) findings.push(['infinite', infinite, countWords(infinite, 'row')]);
  if (number.nan > 0) findings.push(['nan', number.nan, countWords(number.nan, 'row')]);
  const zeroShare = number.zeros / rowCount;
  const isMeasured = kind === 'number' || kind === 'integer';
  if (isMeasured && zeroShare > limits.zeroShare) {
    findings.push(['zeros', zeroShare, formatShare(zeroShare)]);
  }
  if (isMeasured && Math.abs(number.skewness) > limits.skewness) {
    findings.push(['skewed', number.skewness, `skewness ${formatNumber(number.skewness, 3)}`]);
  }
  if (kind === 'integer' && number.unix) {
    const { unit, count } = number.unix;
    findings.push(['times-as-numbers', count / number.finite, `${unit} since 1970`]);
  }
  return findings;
}

function personalAlerts({ name, kind, values, text }: ColumnProfile): Finding[] {
  if (kind === 'empty' || kind === 'constant') return [];
  const byName = personalByName(name);
  if (byName) return [['personal', 1, byName]];
  const reaching = text ? Math.max(text.emails, text.phones) : 0;
  if (reaching <= 0.5 * values.present) return [];
  const what = text!.emails >= text!.phones ? 'e-mail addresses' : 'phone numbers';
  return [['personal', reaching / values.present, what]];
}
