import type { ResultTable, Statement } from '../../data/answer';
import { countWords, formatCount, formatNumber } from '../../data/format';
import { metrics, type MetricId } from '../../methods/evaluate/metrics';
import { joinWords, nameSome } from './list-words';
import type { FeatureRow, FeatureSetResult } from './feature-rows';

/** What was chosen, why the rest was not, what it reaches and costs. */
export function describeFeatureSet(result: FeatureSetResult): Statement[] {
  const { rows, target, set, byHand, unscored } = result;
  const chosen = rows.filter((row) => row.chosen);
  const all = rows.length + unscored.length;
  const by = byHand ? 'chosen by hand' : 'proposed';
  const head: Statement =
    chosen.length === 0
      ? {
          level: 'warning',
          text: describeNone(result),
        }
      : {
          level: 'good',
          text: `${chosen.length} of ${countWords(all, 'column')} ${by} to predict ${target.name}: ${nameSome(
            chosen.map(({ column }) => column),
            12,
          )}.`,
        };
  return [
    head,
    ...describeLeftOut(rows),
    ...describeSuspects(chosen),
    ...describeScore(set),
    ...describeCost(result, chosen),
    {
      level: 'info',
      text: `Signal on ${formatCount(target.rows)} rows, corrected for chance; columns compared with each other on ${formatCount(result.comparedRows)} rows.`,
    },
  ];
}

/** The ranked table. */
export function tabulateFeatureSet({ rows }: FeatureSetResult): ResultTable[] {
  return [
    {
      columns: [
        { label: 'Column', format: 'text' },
        { label: 'Use', format: 'text' },
        {
          label: 'Signal',
          format: 'bar',
          help: 'Information about the target beyond chance, nats.',
        },
        { label: 'Of all there is', format: 'share', help: 'Signal ÷ entropy of the target.' },
        {
          label: 'Adds most as',
          format: 'integer',
          help: 'Place in the mRMR order, which counts what columns above it say already.',
        },
        { label: 'Why', format: 'text' },
        { label: 'Cost', format: 'number' },
        { label: 'Sensitivity', format: 'text' },
      ],
      rows: rows.map((row) => [
        row.column,
        row.chosen ? 'yes' : 'no',
        row.scores.information.score,
        row.scores.shareOfEntropy,
        row.mrmrRank > 0 ? row.mrmrRank : null,
        row.reason,
        row.cost,
        row.sensitivity,
      ]),
    },
  ];
}

function describeLeftOut(rows: readonly FeatureRow[]): Statement[] {
  const out = rows.filter((row) => !row.chosen && (!row.proposed || row.excluded !== null));
  const byHand = rows.filter((row) => !row.chosen && row.proposed && row.excluded === null);
  const statements: Statement[] = [];
  if (out.length > 0) {
    const listed = out.slice(0, 8).map(({ column, reason }) => `${column} (${reason})`);
    const more = out.length > 8 ? [`${out.length - 8} more`] : [];
    statements.push({ level: 'info', text: `Left out: ${joinWords([...listed, ...more])}.` });
  }
  if (byHand.length > 0) {
    const names = nameSome(byHand.map(({ column }) => column));
    statements.push({ level: 'info', text: `Left out by hand: ${names}.` });
  }
  return statements;
}

function describeNone({ rows, target, byHand }: FeatureSetResult): string {
  if (rows.some(({ excluded }) => excluded !== null)) {
    return `No column to predict ${target.name} is within the limits: raise them, or lower what columns cost.`;
  }
  if (byHand) return `No column is chosen to predict ${target.name}: tick at least one.`;
  return `No column is worth using to predict ${target.name}: none tells anything beyond chance that could be trusted.`;
}

/** What a person has chosen against the advice. */
function describeSuspects(chosen: readonly FeatureRow[]): Statement[] {
  return chosen
    .flatMap(({ leaks }) => leaks)
    .filter(({ level }) => level !== 'info')
    .map(({ level, text }) => ({ level, text }));
}

function describeScore({ score }: FeatureSetResult['set']): Statement[] {
  if (!score) return [];
  const label = score.metric in metrics ? metrics[score.metric as MetricId].label : score.metric;
  return [
    {
      level: 'info',
      text: `Estimated ${label} ${formatNumber(score.mean, 3)} ± ${formatNumber(score.std, 2)}: small boosted trees, ${score.folds} folds, ${formatCount(score.rows)} rows.`,
    },
  ];
}

function describeCost({ set, rows }: FeatureSetResult, chosen: readonly FeatureRow[]): Statement[] {
  const statements: Statement[] = [];
  if (rows.some(({ cost }) => cost > 0)) {
    const whole = rows.reduce((sum, { cost }) => sum + cost, 0);
    const text = `They cost ${formatNumber(set.totalCost)} of ${formatNumber(whole)} for all columns.`;
    statements.push({ level: 'info', text });
  }
  const special = chosen.filter(({ sensitivity }) => sensitivity === 'special category');
  if (special.length > 0) {
    const text = `${nameSome(special.map(({ column }) => column))} ${special.length === 1 ? 'is' : 'are'} of a special category: you need a good reason to use ${special.length === 1 ? 'it' : 'them'}.`;
    statements.push({ level: 'warning', text });
  }
  return statements;
}
