import type { Statement } from '../../data/answer';
import { countWords, formatCount, formatNumber } from '../../data/format';
import type { Target } from '../../data/features';
import { createRandom } from '../../math/random';
import { metrics } from '../../methods/evaluate/metrics';
import { crossValidateTrees, type CrossValidated } from '../../methods/select/cross-validate';
import { createPacer } from '../../methods/train/pacer';
import { defineOperator, one } from '../contract';
import { badParam, column, columns, integer, seed } from '../params';
import { readFeatures, readTarget } from '../train/read-features';
import { sampleTable } from './sample-table';

/** The score of a set of columns, as a cheap learner reaches it out of fold. */
export interface Estimate extends CrossValidated {
  target: string;
  columns: string[];
  /** Rows of the table that it was sampled from. */
  rowsOf: number;
}

/** Rows that the cheap learner looks at. */
const mostRows = 8_000;

export default defineOperator({
  id: 'select.estimate',
  version: 1,
  topic: 'select',
  title: 'Estimated score',
  question: 'How well would these columns do?',
  inputs: { table: one('table') },
  unlisted: true,
  params: {
    target: column({ label: 'Target', help: 'What you want to predict.' }),
    columns: columns({ label: 'Columns', help: 'Columns to predict from; none means all others.' }),
    folds: integer({
      label: 'Folds',
      help: 'The rows are cut into this many parts; each is predicted by what was learned from the others.',
      default: 3,
      min: 2,
      max: 10,
    }),
    seed: seed(),
  },
  output: 'report',
  unavailable: ({ table }) =>
    table.columns.length < 2 ? 'It needs a target and at least one other column.' : undefined,
  cost: ({ table }, { columns: chosen }) => ({
    rows: Math.min(mostRows, table.rowCount),
    bytes: 8 * Math.min(mostRows, table.rowCount) * table.columns.length,
    seconds: (Math.min(mostRows, table.rowCount) * Math.max(1, chosen.length)) / 2e5,
  }),
  run: async ({ table }, params, context): Promise<Estimate> => {
    const { target, folds, seed: seedValue } = params;
    const names = chooseColumns(
      table.columns.map(({ name }) => name),
      params,
    );
    const sample = sampleTable(table, mostRows, createRandom(seedValue, 'estimate'));
    context.progress(0, 'Reading rows');
    const predicted = await readTarget(context, sample, target);
    checkTarget(predicted, folds);
    const features = await readFeatures(context, sample, names);
    const pacer = createPacer(() => context.pause());
    const pause = async (share: number): Promise<void> => {
      if (!pacer.isDue()) return;
      context.progress(share, 'Trying these columns');
      await pacer.pause();
    };
    const score = await crossValidateTrees(features, predicted, folds, seedValue, pause);
    return { ...score, target, columns: names, rowsOf: table.rowCount };
  },
  describe: (result): Statement[] => [{ level: 'info', text: describeEstimate(result) }],
});

function chooseColumns(
  all: string[],
  { target, columns: asked }: { target: string; columns: string[] },
): string[] {
  const names = (asked.length > 0 ? [...new Set(asked)] : all).filter((name) => name !== target);
  if (names.length > 0) return names;
  throw badParam('columns', asked, 'choose at least one column other than the target');
}

/** Every fold must have rows to learn from and rows to be judged on. */
function checkTarget(target: Target, folds: number): void {
  const known =
    target.task === 'regression'
      ? target.values.filter(Number.isFinite).length
      : target.codes.filter((code) => code >= 0).length;
  if (known < 2 * folds) {
    throw badParam(
      'target',
      target.name,
      `only ${countWords(known, 'row has', 'rows have')} a value; ${folds} folds need at least ${2 * folds}`,
    );
  }
  const values =
    target.task === 'regression'
      ? new Set(target.values.filter(Number.isFinite)).size
      : target.classes.length;
  if (values < 2)
    throw badParam('target', target.name, 'it does not vary, so there is nothing to predict');
}

/** The score in words: `ROC AUC 0.913 ± 0.004 (3 folds, sampled, 8,000 of 22,792 rows, small boosted trees)`. */
export function describeEstimate({
  metric,
  mean,
  std,
  folds,
  rows,
  rowsOf,
  columns: names,
}: Estimate): string {
  const basis =
    rows < rowsOf
      ? `${formatCount(rows)} of ${formatCount(rowsOf)} rows`
      : `${formatCount(rows)} rows`;
  return `${metrics[metric].label} ${formatNumber(mean, 3)} ± ${formatNumber(std, 2)} with ${countWords(names.length, 'column')}: mean and standard deviation of ${folds} folds, ${basis}, small boosted trees.`;
}
