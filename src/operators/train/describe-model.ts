import type { Proposal, ResultTable, Statement } from '../../data/answer';
import {
  countWords,
  formatCount,
  formatDuration,
  formatNumber,
  formatShare,
} from '../../data/format';
import type { Model, ModelQuality, QualityScores } from '../../data/model';
import { formatPValue, learnerLabel, quoted } from './model-words';

/** How a learner's rounds are called, and what its size is, in words. */
export interface LearnerWords {
  unit: 'round' | 'epoch' | 'step';
  /** `187 rounds of trees`, `a network of 64 and 32 units`. */
  size: string;
}

/** What a training found: how good, beside what, from which rows; how it went; what was left out. */
export function describeModel(model: Model, words: LearnerWords): Statement[] {
  const quality = model.quality!;
  return [
    describeQuality(model, quality),
    describeTraining(model, words),
    ...describeBackend(model),
    ...describeLeftOut(model),
    ...describeShape(model),
  ];
}

/** Questions that follow a training. */
export function proposeAfterTraining(model: Model): Proposal[] {
  const proposals: Proposal[] = [
    {
      question: `How good is it on the ${countWords(model.rows.test, 'row')} kept for testing?`,
      operator: 'evaluate.model',
      params: {},
      inputs: { models: 'self', table: 'table' },
    },
  ];
  if (model.columns.length > 1) {
    proposals.push({
      question: 'Which columns does it rest on?',
      operator: 'select.permutation-importance',
      params: {},
      inputs: { model: 'self', table: 'table' },
    });
  }
  return proposals;
}

/** Scores of the model and the baselines as a table. */
export function tabulateQuality(quality: ModelQuality, names: string[]): ResultTable {
  const all = [quality.model, ...quality.baselines.map((baseline) => baseline.scores)];
  const isClass = 'accuracy' in quality.model;
  return {
    title: `On ${formatCount(quality.rows)} ${quality.on} rows`,
    columns: [
      { label: 'Model', format: 'text' },
      ...(isClass
        ? ([
            { label: 'Accuracy', format: 'share' },
            {
              label: 'Log loss',
              format: 'number',
              help: 'Mean of −ln(probability of the true class), in nats; lower is better.',
            },
          ] as const)
        : ([
            { label: 'RMSE', format: 'number' },
            { label: 'MAE', format: 'number' },
            { label: 'R²', format: 'number' },
          ] as const)),
    ],
    rows: all.map((scores, index) => [names[index]!, ...scoreValues(scores)]),
    note: `Gain over ${names[quality.strongest + 1]}: mean ${isClass ? 'log loss' : 'squared error'} lower by ${formatNumber(quality.gain.mean, 3)} (95 % paired bootstrap interval ${interval(quality.gain)}, ${formatCount(quality.gain.resamples)} resamples).`,
  };
}

/** The model's name and those of the baselines, as figures and tables show them. */
export function comparedNames(model: Model): string[] {
  return [
    learnerLabel(model.learner),
    ...model.quality!.baselines.map(({ learner, says }) =>
      learner === 'one-rule' ? `One rule on ${says}` : `Always ${baselineValue(learner, says)}`,
    ),
  ];
}

function describeQuality(model: Model, quality: ModelQuality): Statement {
  const { rows, on } = quality;
  const isBaseline = ['majority', 'mean', 'one-rule'].includes(model.learner);
  const where = `${formatCount(rows)} ${on} rows`;
  if (isBaseline)
    return {
      level: 'info',
      text: `${scoreSentence(quality.model, where)}. ${baselineRule(model)}`,
    };
  const { level, verdict } = judge(quality);
  return {
    level: on === 'training' ? 'warning' : level,
    text:
      `${scoreSentence(quality.model, where)}, against ${baselineWords(quality)}. ${verdict} (${chanceWords(quality)}).` +
      (on === 'training' ? ' There are no validation rows, so this flatters the model.' : ''),
  };
}

/** Whether the gain is more than chance gives, in loss and in right answers. */
function judge({ gain, mcNemar }: ModelQuality): { level: Statement['level']; verdict: string } {
  if (gain.high < 0) return { level: 'problem', verdict: 'That is worse than the baseline' };
  if (gain.low <= 0) return { level: 'warning', verdict: 'That may be chance' };
  const isRightMore =
    !mcNemar || (mcNemar.pValue < 0.05 && mcNemar.onlyModel > mcNemar.onlyBaseline);
  return {
    level: 'good',
    verdict: isRightMore
      ? 'That is better by more than chance'
      : 'It is not right more often than chance would explain, but its probabilities are better by more than chance',
  };
}

function scoreSentence(scores: QualityScores, where: string): string {
  if ('accuracy' in scores) return `Right on ${formatShare(scores.accuracy)} of ${where}`;
  const explained = Number.isNaN(scores.r2)
    ? ''
    : `, ${formatShare(Math.max(0, scores.r2))} of the variance explained`;
  return `A typical error of ${formatNumber(scores.rmse, 3)} (RMSE${explained}) on ${where}`;
}

function baselineWords({ baselines }: ModelQuality): string {
  return baselines
    .map(({ learner, says, scores }) => {
      const score =
        'accuracy' in scores ? formatShare(scores.accuracy) : formatNumber(scores.rmse, 3);
      return learner === 'one-rule'
        ? `${score} for the best rule on one column (${says})`
        : `${score} for always saying ${baselineValue(learner, says)}`;
    })
    .join(' and ');
}

function baselineValue(learner: string, says: string): string {
  return learner === 'mean' ? `${formatNumber(Number(says), 3)}, the mean` : quoted(says);
}

function chanceWords({ gain, mcNemar, model }: ModelQuality): string {
  const loss = 'accuracy' in model ? 'log loss' : 'squared error';
  const words = `${loss} lower by ${formatNumber(gain.mean, 3)} than the stronger baseline, 95 % interval ${interval(gain)}, paired bootstrap`;
  return mcNemar ? `${words}; right answers: McNemar ${formatPValue(mcNemar.pValue)}` : words;
}

function interval({ low, high }: { low: number; high: number }): string {
  return `${formatNumber(low, 3)} to ${formatNumber(high, 3)}`;
}

function baselineRule({ learner, columns, task }: Model): string {
  if (learner === 'majority') return 'It always says the most frequent class of the training rows.';
  if (learner === 'mean') return 'It always says the mean of the training rows.';
  const says = task === 'regression' ? 'the mean' : 'the most frequent class';
  return `It looks at ${columns[0]} only and says ${says} of each of its values.`;
}

function describeTraining(model: Model, { unit, size }: LearnerWords): Statement {
  const { rows, history, columns, durationMs } = model;
  const kept = rows.test > 0 ? `; ${formatCount(rows.test)} rows are kept for testing` : '';
  const rounds = history.train.length;
  const stopped = {
    early: `stopped by itself after ${countWords(rounds, unit)}, since the validation loss no longer fell; ${unit} ${history.bestRound} is kept`,
    'by user': `stopped by you after ${countWords(rounds, unit)}; ${unit} ${history.bestRound}, the best so far, is kept`,
    finished: rounds > 1 ? `ran through after ${countWords(rounds, unit)}` : 'done at once',
  }[history.stopped];
  return {
    level: 'info',
    text: `${size.charAt(0).toUpperCase()}${size.slice(1)}, learned from ${countWords(rows.train, 'row')} and ${countWords(columns.length, 'column')}${kept}. Training ${stopped}, ${formatDuration(durationMs)} in all.`,
  };
}

function describeBackend({ backend, probe = [] }: Model): Statement[] {
  if (backend === 'js') return [];
  const timed = probe.map((each) => `${each.backend} ${formatNumber(each.msPerStep, 2)} ms`);
  const why =
    timed.length > 1 ? `, the quickest of those timed here (a step: ${timed.join(', ')})` : '';
  return [{ level: 'info', text: `Computed on the ${backend} backend${why}.` }];
}

function describeLeftOut({ rows, target, dropped = [] }: Model): Statement[] {
  const statements: Statement[] = [];
  if (rows.leftOut > 0) {
    const isOne = rows.leftOut === 1;
    const text = `${countWords(rows.leftOut, 'row')} left out: ${isOne ? 'it has' : 'they have'} no ${target}, or no place in the split.`;
    statements.push({ level: 'warning', text });
  }
  if (dropped.length > 0) {
    const shown = dropped.slice(0, 6).map(({ column, reason }) => `${column} (${reason})`);
    const more = dropped.length > 6 ? ` and ${countWords(dropped.length - 6, 'other')}` : '';
    statements.push({ level: 'info', text: `Not used: ${shown.join(', ')}${more}.` });
  }
  return statements;
}

function describeShape({ columns, rows, classes, quality }: Model): Statement[] {
  const statements: Statement[] = [];
  if (columns.length > rows.train) {
    const text = `There are more columns (${formatCount(columns.length)}) than training rows (${formatCount(rows.train)}): what it found may be chance. Choose fewer columns or find more rows.`;
    statements.push({ level: 'warning', text });
  }
  if (quality && quality.rows < 100) {
    const text = `${countWords(quality.rows, 'row')} are few to judge by: the numbers above may be off by ${formatShare(0.98 / Math.sqrt(Math.max(quality.rows, 1)))} and more.`;
    statements.push({ level: 'warning', text });
  }
  if (classes.length > 50) {
    const text = `The target has ${formatCount(classes.length)} classes: with so few rows each, many cannot be told apart.`;
    if (rows.train / classes.length < 20) statements.push({ level: 'warning', text });
  }
  return statements;
}

function scoreValues(scores: QualityScores): number[] {
  return 'accuracy' in scores
    ? [scores.accuracy, scores.logLoss]
    : [scores.rmse, scores.mae, scores.r2];
}
