import { sensitivities, type Sensitivity } from '../../data/table';
import { drawSignalBars } from '../../figures/select/signal-bars';
import { noBudget, type FeatureBudget } from '../../methods/select/feature-budget';
import { defineOperator, one } from '../contract';
import { badParam, column, columns, hidden, seed, text } from '../params';
import { describeFeatureSet, tabulateFeatureSet } from './describe-feature-set';
import {
  assembleFeatures,
  chooseAmong,
  type FeatureSetResult,
  type ScoreEstimate,
} from './feature-rows';
import { measureFeatures } from './measure-features';

const params = {
  target: column({ label: 'Target', help: 'What you want to predict.' }),
  columns: columns({
    label: 'Columns',
    help: 'Columns to use; none means the proposed ones: no leaks, no identifiers, nothing that is only chance, nothing twice.',
    advanced: true,
  }),
  /** Whether a person has chosen: then no column at all is a choice too. */
  byHand: hidden<boolean>({ default: false, check: checkByHand }),
  /** Limits that no choice goes beyond. */
  budget: hidden<FeatureBudget>({ default: noBudget, check: checkBudget }),
  name: text({ label: 'Name', help: 'What to call this set.', advanced: true }),
  /** What it costs to have each column, in any unit; 0 where not given. */
  costs: hidden<[column: string, cost: number][]>({ default: [], check: checkCosts }),
  /** How much each column gives away; internal where not given. */
  sensitivity: hidden<[column: string, sensitivity: Sensitivity][]>({
    default: [],
    check: checkSensitivity,
  }),
  score: hidden<ScoreEstimate | null>({ default: null, check: checkScore }),
  seed: seed(),
};

export default defineOperator({
  id: 'select.feature-set',
  version: 1,
  topic: 'select',
  title: 'Feature set',
  question: 'Which columns shall the model use?',
  inputs: { table: one('table') },
  params,
  output: 'features',
  unavailable: ({ table }) =>
    table.columns.length < 2 ? 'It needs a target and at least one other column.' : undefined,
  cost: ({ table }) => ({
    rows: table.rowCount,
    bytes: 16 * table.rowCount,
    seconds: (table.rowCount * table.columns.length) / 1e7 + table.columns.length ** 2 / 500,
  }),
  run: async ({ table }, values, context): Promise<FeatureSetResult> => {
    const measured = await measureFeatures(context, table, values.target, values.seed);
    return assembleFeatures(measured, values);
  },
  revise: (result: FeatureSetResult, before, after): FeatureSetResult | undefined =>
    before.target === after.target && before.seed === after.seed
      ? chooseAmong(result, after)
      : undefined,
  value: (result: FeatureSetResult) => result.set,
  figures: ({ rows, target }: FeatureSetResult) => {
    if (rows.length === 0) return [];
    const bars = rows.map(({ column: name, scores, chosen }) => ({
      column: name,
      score: scores.information.score,
      chanceReach: scores.information.upper95 - scores.information.baseline,
      isSuspect: !chosen,
    }));
    return [drawSignalBars(bars, target.name, 'left out')];
  },
  describe: describeFeatureSet,
  table: tabulateFeatureSet,
  next: ({ target }: FeatureSetResult) => [
    {
      question: `How well do these columns predict ${target.name}?`,
      operator: 'train.boosted-trees',
      params: { target: target.name },
      inputs: { table: 'table', features: 'self' },
    },
  ],
});

function checkByHand(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw badParam(name, value, 'give true or false');
  return value;
}

function checkBudget(value: unknown, name: string): FeatureBudget {
  const { maxCost, mostSensitive } = (value ?? {}) as Partial<FeatureBudget>;
  const fitsCost =
    maxCost === null || (typeof maxCost === 'number' && Number.isFinite(maxCost) && maxCost >= 0);
  const fitsSensitivity = mostSensitive === null || sensitivities.includes(mostSensitive!);
  if (!fitsCost || !fitsSensitivity) {
    throw badParam(name, value, 'give maxCost and mostSensitive, each a limit or null');
  }
  return { maxCost: maxCost!, mostSensitive: mostSensitive! };
}

function checkCosts(value: unknown, name: string): [string, number][] {
  return checkPairs(
    value,
    name,
    'a column and a cost of at least 0',
    (cost) => typeof cost === 'number' && Number.isFinite(cost) && cost >= 0,
  );
}

function checkSensitivity(value: unknown, name: string): [string, Sensitivity][] {
  return checkPairs(value, name, `a column and one of ${sensitivities.join(', ')}`, (given) =>
    sensitivities.includes(given as Sensitivity),
  );
}

function checkPairs<T>(
  value: unknown,
  name: string,
  wanted: string,
  fits: (item: unknown) => boolean,
): [string, T][] {
  const isFine =
    Array.isArray(value) &&
    value.every(
      (pair) =>
        Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' && fits(pair[1]),
    );
  if (!isFine) throw badParam(name, value, `give a list of pairs: ${wanted}`);
  return value as [string, T][];
}

function checkScore(value: unknown, name: string): ScoreEstimate | null {
  if (value === null) return null;
  const { metric, mean, std, folds, rows } = (value ?? {}) as Partial<ScoreEstimate>;
  const numbers = [mean, std, folds, rows];
  if (typeof metric !== 'string' || !numbers.every((each) => typeof each === 'number')) {
    throw badParam(name, value, 'give the answer of select.estimate, or nothing');
  }
  return { metric, mean, std, folds, rows } as ScoreEstimate;
}
