import { drawSignalBars, drawTrapBars } from '../../figures/select/signal-bars';
import type { Figure } from '../../figures/figure';
import { fewestShuffles } from '../../methods/select/chance-correction';
import { defineOperator, one } from '../contract';
import { column, columns, integer, seed, toggle } from '../params';
import { describeSignal, proposeAfterSignal, tabulateSignal } from './describe-signal';
import { measureSignal, type MeasuredSignal } from './measure-signal';

export default defineOperator({
  id: 'select.signal',
  version: 1,
  topic: 'select',
  title: 'Signal of each column',
  question: 'Which columns tell something about the target?',
  inputs: { table: one('table') },
  params: {
    target: column({ label: 'Target', help: 'What you want to predict.' }),
    columns: columns({
      label: 'Columns',
      help: 'Columns to score; none means all others than the target.',
      advanced: true,
    }),
    more: toggle({
      label: 'Slower scores too',
      help: 'Nearest-neighbour information, rank correlation and predictive power, on at most 20,000 rows.',
      default: false,
    }),
    bins: integer({
      label: 'Bins',
      help: 'Numbers of many values are cut into this many bins of about equal frequency, fewer where rows are few (√(rows ÷ 5)).',
      default: 32,
      min: 2,
      max: 256,
      advanced: true,
    }),
    shuffles: integer({
      label: 'Shuffles',
      help: 'How often the target is shuffled to see what chance gives. Columns of very many values get fewer, at least 10.',
      default: 100,
      min: fewestShuffles,
      max: 1000,
      advanced: true,
    }),
    seed: seed(),
  },
  output: 'report',
  unavailable: ({ table }) =>
    table.columns.length < 2
      ? 'It needs a target and at least one other column; this table has fewer than two columns.'
      : undefined,
  columnsRead: (_, { target, columns: scored }) =>
    scored.length > 0 ? [target, ...scored] : undefined,
  cost: ({ table }, { more }) => ({
    rows: table.rowCount,
    bytes: 16 * table.rowCount,
    seconds: (table.rowCount * table.columns.length) / 2e7 + (more ? table.columns.length / 4 : 0),
  }),
  run: ({ table }, params, context): Promise<MeasuredSignal> =>
    measureSignal(context, table, { ...params, more: params.more ? 'all' : 'none' }),
  figures: drawFigures,
  describe: (result, params) => describeSignal(result, params.shuffles),
  table: tabulateSignal,
  next: proposeAfterSignal,
});

function drawFigures({ columns: scored, target }: MeasuredSignal): Figure[] {
  if (scored.length === 0) return [];
  const bars = scored.map(({ column: name, scores, leaks }) => ({
    column: name,
    score: scores.information.score,
    chanceReach: scores.information.upper95 - scores.information.baseline,
    isSuspect: leaks.some(({ level }) => level !== 'info'),
  }));
  const traps = scored.map(({ column: name, scores }) => ({ column: name, ...scores.byValue }));
  const hasTrap = scored.some(({ leaks }) =>
    leaks.some(({ rule }) => rule === 'near-unique' || rule === 'identifier'),
  );
  const figures = [drawSignalBars(bars, target.name)];
  return hasTrap ? [...figures, drawTrapBars(traps, target.name)] : figures;
}
