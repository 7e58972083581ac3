import { countWords, formatCount } from '../../data/format';
import type { Proposal, ResultTable, ResultValue, Statement } from '../../data/answer';
import {
  measureNames,
  type Association,
  type PairAssociation,
} from '../../methods/profile/association';
import { strongestPairs, type NamedPair } from '../../methods/profile/association-choice';
import type { Bijection } from '../../methods/profile/bijections';

/** Every pair of columns, and those that say the same. */
export interface AssociationReport {
  association: Association;
  bijections: Bijection[];
  rowCount: number;
  target: string | null;
}

/** Pairs of columns that say the same are told one by one up to so many. */
export const mostPairsInWords = 20;

/** The strongest pairs, the rule and what it rests on. */
export function describeAssociation(report: AssociationReport): Statement[] {
  const { association, bijections, rowCount, target } = report;
  const ranked = rankPairs(report);
  const statements: Statement[] = [];
  const [first, ...others] = ranked.slice(0, 4).map(namedWords);
  if (first === undefined) {
    statements.push({ level: 'info', text: 'There is no pair of columns that can be compared.' });
  } else {
    const about = target === null ? 'Most together go' : `With ${target} go most`;
    const then = others.length > 0 ? `; then ${others.join('; ')}` : '';
    statements.push({ level: 'info', text: `${about} ${first}${then}.` });
  }
  for (const { first: one, second, equal } of bijections.slice(0, mostPairsInWords)) {
    const text = `${one} and ${second} say the same thing: each value of one goes with exactly one of the other, on all rows${equal ? ', and the texts are equal' : ''}. Keep one.`;
    statements.push({ level: 'warning', text });
  }
  statements.push(...describeMorePairs(bijections.length));
  statements.push({ level: 'info', text: describeRule(association, rowCount) });
  if (association.leftOut.length > 0) {
    const shown = association.leftOut.slice(0, 8).map(({ name, reason }) => `${name} (${reason})`);
    const more = association.leftOut.length - shown.length;
    const rest = more > 0 ? `, and ${formatCount(more)} more` : '';
    statements.push({ level: 'info', text: `Not compared: ${shown.join(', ')}${rest}.` });
  }
  return statements;
}

/** What is not said pair by pair, where many columns say the same. */
export function describeMorePairs(count: number): Statement[] {
  if (count <= mostPairsInWords) return [];
  const more = countWords(count - mostPairsInWords, 'more pair');
  return [{ level: 'warning', text: `${more} of columns say the same thing, on all rows.` }];
}

function describeRule({ rows, names }: Association, rowCount: number): string {
  const of =
    rows < rowCount
      ? `a sample of ${formatCount(rows)} of ${formatCount(rowCount)} rows`
      : `all ${formatCount(rowCount)} rows`;
  return `0 means that two columns know nothing of each other, 1 that one decides the other: the size of Spearman's rank correlation for two numbers, Cramér's V (bias-corrected) for two categories, the correlation ratio (bias-adjusted) for one of each. ${formatCount(names.length)} columns on ${of}, missing values left out pair by pair.`;
}

/** Strongest first; pairs with the column of interest before all others. */
function rankPairs({ association, target }: AssociationReport): NamedPair[] {
  const ranked = strongestPairs(association);
  if (target === null) return ranked;
  const touches = ({ first, second }: NamedPair): number =>
    Number(first === target || second === target);
  return ranked.sort((one, other) => touches(other) - touches(one));
}

/** Every pair with all its measures, the strongest first. */
export function tabulatePairs(report: AssociationReport): ResultTable {
  return {
    title: 'Pairs',
    columns: [
      { label: 'Column', format: 'text' },
      { label: 'Column', format: 'text' },
      { label: 'Association', format: 'bar', help: '0 nothing, 1 one decides the other' },
      { label: 'Measure', format: 'text' },
      { label: 'Pearson', format: 'number', help: 'Linear correlation of two numbers, -1 to 1' },
      { label: 'Spearman', format: 'number', help: 'Rank correlation of two numbers, -1 to 1' },
      {
        label: 'Mutual information',
        format: 'number',
        help: 'In nats, plug-in, numbers in ten bins of about equal counts',
      },
    ],
    rows: rankPairs(report).map((pair): ResultValue[] => [
      pair.first,
      pair.second,
      pair.strength,
      measureNames[pair.measure],
      toValue(pair.pearson),
      toValue(pair.spearman),
      pair.mutualInformation,
    ]),
    note: 'Plug-in mutual information grows with the number of values: compare it only among columns with few.',
  };
}

/** Questions that fit what was found. */
export function proposeAfterAssociation({
  target,
  bijections,
  association,
}: AssociationReport): Proposal[] {
  const inputs = { table: 'table' };
  const ranked = strongestPairs(association);
  const params = target === null ? {} : { target };
  const proposals: Proposal[] = [];
  if (bijections.length > 0 || (ranked[0]?.strength ?? 0) >= 0.7) {
    const question = 'Which columns say the same, and which one to keep?';
    proposals.push({ question, operator: 'select.redundancy', params, inputs });
  }
  if (target !== null) {
    const question = `Which columns tell something about ${target}, beyond chance?`;
    proposals.push({ question, operator: 'select.signal', params: { target }, inputs });
  }
  return proposals;
}

/** The same for a pair that has names. */
export function namedWords(pair: NamedPair): string {
  return pairWords(pair.first, pair.second, pair);
}

/** A pair with its measure in words. */
export function pairWords(first: string, second: string, pair: PairAssociation): string {
  if (Number.isNaN(pair.strength)) return `${first} and ${second} (nothing to compare)`;
  const value = pair.spearman ?? pair.strength;
  return `${first} and ${second} (${measureNames[pair.measure]} ${value.toFixed(2)})`;
}

function toValue(number: number | undefined): number | null {
  return number === undefined || Number.isNaN(number) ? null : number;
}
