import { countWords, formatCount } from '../../data/format';
import { measureNames } from './association';
import { strongestPairs } from './association-choice';
import { alertOrder, defaultLimits, type Alert, type AlertLimits } from './alert-rules';
import { columnAlerts } from './column-alerts';
import type { TableProfile } from './profile';

/**
 * Everything that the rules say about a table, in the order of the rules. Pairs with the `target`, where one is
 * known or guessed, are told apart: there closeness is what one looks for, or a leak.
 */
export function findAlerts(
  profile: TableProfile,
  limits: AlertLimits = defaultLimits,
  target?: string,
): Alert[] {
  const alerts = [
    ...tableAlerts(profile),
    ...profile.columns.flatMap((column) => columnAlerts(column, limits)),
    ...pairAlerts(profile, limits).map((alert) =>
      target !== undefined && alert.columns.includes(target)
        ? { ...alert, rule: 'with-target' as const }
        : alert,
    ),
  ];
  const order = (alert: Alert): number => alertOrder.indexOf(alert.rule);
  return alerts.sort((one, other) => order(one) - order(other));
}

function tableAlerts({ rejected, duplicates, rowCount }: TableProfile): Alert[] {
  const alerts: Alert[] = [];
  if (rejected > 0) {
    const finding = countWords(rejected, 'line');
    alerts.push({ rule: 'rejected-lines', columns: [], value: rejected, finding });
  }
  if (duplicates.repeats > 0) {
    const { repeats, groups, most } = duplicates;
    const often = most > 2 ? `, one of them ${formatCount(most)} times` : '';
    const finding = `${countWords(repeats, 'row')} of ${formatCount(rowCount)} ${repeats === 1 ? 'repeats' : 'repeat'} an earlier one (${countWords(groups, 'different row')}${often})`;
    alerts.push({ rule: 'duplicate-rows', columns: [], value: repeats, finding });
  }
  return alerts;
}

/** A pair that says the same is told once, as that. */
function pairAlerts({ bijections, association }: TableProfile, limits: AlertLimits): Alert[] {
  const same = bijections.map(({ first, second, equal }): Alert => {
    const finding = `${first} and ${second}${equal ? ' (the same text in every row)' : ''}`;
    return { rule: 'bijection', columns: [first, second], value: 1, finding };
  });
  const known = new Set(bijections.map(({ first, second }) => JSON.stringify([first, second])));
  const close = strongestPairs(association)
    .filter(({ strength }) => strength >= limits.association)
    .filter(({ first, second }) => !known.has(JSON.stringify([first, second])))
    .map(({ first, second, strength, measure }): Alert => {
      const finding = `${first} and ${second} (${measureNames[measure]} ${strength.toFixed(2)})`;
      return { rule: 'association', columns: [first, second], value: strength, finding };
    });
  return [...same, ...close];
}
