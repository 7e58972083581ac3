import { formatCount } from '../../data/format';
import type { Proposal, Statement } from '../../data/answer';
import {
  alertOrder,
  alertRules,
  type Alert,
  type AlertLimits,
  type AlertRule,
} from '../../methods/profile/alert-rules';

/** Findings of one rule that are written out; the table below has all. */
const mostFindings = 6;

/** One statement for each rule that found something: what, where with the number, and what to do. */
export function describeAlerts(
  alerts: readonly Alert[],
  limits: AlertLimits,
  target: string | undefined,
): Statement[] {
  return alertOrder.flatMap((rule) => {
    const found = alerts.filter((alert) => alert.rule === rule);
    if (found.length === 0) return [];
    const { level, title, advice } = alertRules[rule];
    const shown = found.slice(0, mostFindings).map(({ finding }) => finding);
    const more = found.length - shown.length;
    const rest = more > 0 ? `, and ${formatCount(more)} more (see the table)` : '';
    const text = `${title(limits)}: ${shown.join(', ')}${rest}. ${advice}`;
    const proposal = proposeFor(rule, found, target);
    return [{ level, text, ...(proposal ? { proposal } : {}) }];
  });
}

const columnRules: readonly AlertRule[] = [
  ...(['missing', 'missing-spellings', 'infinite', 'numbers-as-text', 'mixed-types'] as const),
  ...(['dates-as-text', 'times-as-numbers', 'near-same', 'skewed', 'zeros', 'padded'] as const),
  ...(['high-cardinality', 'replaced'] as const),
];

/** The cell that would tell more, where there is one. */
function proposeFor(
  rule: AlertRule,
  found: readonly Alert[],
  target: string | undefined,
): Proposal | undefined {
  const inputs = { table: 'table' };
  const column = found[0]!.columns[0]!;
  if (rule === 'near-unique' && target !== undefined) {
    const question = `Does ${column} say anything about ${target} beyond chance?`;
    return { question, operator: 'select.signal', params: { target }, inputs };
  }
  if (rule === 'bijection' || rule === 'association') {
    const params = target === undefined ? {} : { target };
    const question = 'Which columns say the same, and which one to keep?';
    return { question, operator: 'select.redundancy', params, inputs };
  }
  if (rule === 'with-target' && target !== undefined) {
    const question = `Does a column give ${target} away?`;
    return { question, operator: 'select.leaks', params: { target }, inputs };
  }
  if (!columnRules.includes(rule)) return undefined;
  return {
    question: `What is in ${column}?`,
    operator: 'profile.column',
    params: { column },
    inputs,
  };
}
