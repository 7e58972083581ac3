import type { Statement } from '../../data/answer';
import { countWords, formatCount, formatShare } from '../../data/format';
import { findScore } from '../../methods/evaluate/evaluation';
import { quoted } from '../train/model-words';
import { listed } from './score-words';
import type { EvaluationResult } from './run-evaluation';

/** Fewer rows than this and the intervals are wide enough to say so. */
const fewRows = 100;

/** `3,419 test rows`: on what the numbers rest. */
export function rowsWords({ rows }: EvaluationResult): string {
  const kind = { test: 'test row', validation: 'validation row', all: 'row' }[rows.part];
  return countWords(rows.count, kind);
}

/** What must be known about the rows before the numbers are believed. */
export function describeRows(result: EvaluationResult): Statement[] {
  const { rows } = result;
  const texts: [boolean, Statement['level'], string][] = [
    [
      rows.hasTrainingRows,
      'problem',
      'Rows that the models learned from are among these: the numbers flatter. Choose held-out rows.',
    ],
    [
      rows.part === 'validation',
      'warning',
      'Validation rows decided when training stopped, so these numbers are a little too good. Test rows are not.',
    ],
    [
      rows.isOtherTable,
      'info',
      'A model learned from another table than this one. Rows that stand in both would flatter it.',
    ],
    [rows.count < fewRows, 'warning', `Only ${rowsWords(result)}: the intervals are wide.`],
    [rows.missingTarget > 0, 'info', missingWords(result)],
    [rows.unknownClass > 0, 'warning', unknownWords(result)],
  ];
  const told = texts.flatMap(([holds, level, text]) => (holds ? [{ level, text }] : []));
  return [...told, ...describeFlawless(result)];
}

/** How intervals and baseline were made: the convention beside the numbers. */
export function describeRule(result: EvaluationResult): Statement {
  const { evaluation, baseline } = result;
  const asked = `${formatCount(evaluation.resamples)} resamples of these rows`;
  const source =
    baseline.learnedFrom === 'training rows'
      ? `from ${countWords(baseline.rowCount, 'training row')}`
      : 'from these very rows, since the table that the models learned from is not here';
  const names = evaluation.task === 'binary' ? `${binaryRule(result)} ` : '';
  const gap =
    evaluation.task === 'multiclass' && evaluation.noRankingIntervals
      ? ` ROC and PR AUC have no interval: ${evaluation.noRankingIntervals}.`
      : '';
  return {
    level: 'info',
    text: `${names}In parentheses stand 95 % intervals (percentile bootstrap, ${asked}, seed ${evaluation.seed}). The baseline was learned ${source}.${gap}`,
  };
}

function binaryRule({ evaluation }: EvaluationResult): string {
  if (evaluation.task !== 'binary') return '';
  const { threshold } = evaluation.models[evaluation.best]!;
  return `A row is called ${quoted(evaluation.positive)} where its probability is ${threshold} or more.`;
}

function missingWords({ rows, target }: EvaluationResult): string {
  return `${countWords(rows.missingTarget, 'row')} without a value of ${target} ${rows.missingTarget === 1 ? 'is' : 'are'} left out.`;
}

function unknownWords({ rows, target }: EvaluationResult): string {
  const labels = listed(rows.unknownLabels.map(quoted));
  return `${countWords(rows.unknownClass, 'row')} with a value of ${target} that the models never learned (${labels}) ${rows.unknownClass === 1 ? 'is' : 'are'} left out: no model can get them right.`;
}

/** No mistake at all: a bootstrap cannot see the mistakes to come, and leaks look like this. */
function describeFlawless({ evaluation, rows }: EvaluationResult): Statement[] {
  if (evaluation.task === 'regression') return [];
  const best = evaluation.models[evaluation.best]!;
  if (findScore(best, 'accuracy')?.value !== 1) return [];
  const highest = 1 - 0.05 ** (1 / rows.count);
  return [
    {
      level: 'warning',
      text: `Not one mistake in ${countWords(rows.count, 'row')}: the true share of mistakes may still be up to ${formatShare(highest)} (95 %, exact binomial). A model that never errs often has a column that gives the target away: look for leaks.`,
    },
  ];
}
