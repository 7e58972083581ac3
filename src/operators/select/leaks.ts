import type { ResultTable, Statement } from '../../data/answer';
import { countWords, formatCount, formatShare } from '../../data/format';
import { leakLimits, type Leak } from '../../methods/select/leak-rules';
import { defineOperator, one } from '../contract';
import { column, optionalColumn, seed } from '../params';
import { nameSome } from './list-words';
import { measureLeaks, type MeasuredLeaks } from './measure-leaks';

export default defineOperator({
  id: 'select.leaks',
  version: 1,
  topic: 'select',
  title: 'What could fool me',
  question: 'What would make a model look better than it is?',
  inputs: { table: one('table') },
  params: {
    target: column({ label: 'Target', help: 'What you want to predict.' }),
    predictionDate: optionalColumn({
      label: 'Date of prediction',
      help: 'When each prediction is made: dates later than this are not known yet.',
      kinds: ['date', 'datetime'],
    }),
    entity: optionalColumn({
      label: 'Who or what a row is about',
      help: 'A person, a machine, a shop: the same one must not be in training and test rows.',
    }),
    seed: seed(),
  },
  output: 'report',
  unavailable: ({ table }) =>
    table.columns.length < 2 ? 'It needs a target and at least one other column.' : undefined,
  cost: ({ table }) => ({
    rows: table.rowCount,
    bytes: 16 * table.rowCount,
    seconds: (table.rowCount * table.columns.length) / 8e6 + table.columns.length / 20,
  }),
  run: ({ table }, params, context): Promise<MeasuredLeaks> => measureLeaks(context, table, params),
  describe: describeLeaks,
  table: tabulateLeaks,
  next: ({ target }: MeasuredLeaks) => [
    {
      question: 'Which columns are safe to use?',
      operator: 'select.feature-set',
      params: { target },
      inputs: { table: 'table' },
    },
  ],
});

function describeLeaks(result: MeasuredLeaks): Statement[] {
  const { leaks, checked, rows, target, notCompared, twins, sampleRows } = result;
  const serious = leaks.filter(({ level }) => level !== 'info');
  const basis = `${countWords(checked, 'column')} beside ${target}, ${formatCount(rows)} rows${sampleRows > 0 && sampleRows < rows ? ` (predictive power on ${formatCount(sampleRows)} of them)` : ''}.`;
  const head: Statement =
    serious.length === 0
      ? { level: 'good', text: `Nothing found that would fool you. ${basis}` }
      : {
          level: 'warning',
          text: `${countWords(serious.length, 'thing')} could fool you. ${basis}`,
        };
  const statements = [head, ...leaks.map(({ level, text }): Statement => ({ level, text }))];
  if (twins.twins === 0 && twins.groups > 0) {
    statements.push({ level: 'good', text: 'No two rows have the same features.' });
  }
  if (notCompared.length > 0) {
    const text = `Where rows were compared, ${nameSome(notCompared)} ${notCompared.length === 1 ? 'was' : 'were'} left out: identifiers and columns of one value.`;
    statements.push({ level: 'info', text });
  }
  return statements;
}

function tabulateLeaks({ leaks }: MeasuredLeaks): ResultTable[] {
  if (leaks.length === 0) return [];
  return [
    {
      columns: [
        { label: 'What', format: 'text' },
        { label: 'Column', format: 'text' },
        { label: 'Measured', format: 'text' },
      ],
      rows: leaks.map((leak) => [leak.rule, leak.columns.join(', '), formatMeasure(leak)]),
      note: `Target in disguise: AUC ≥ ${leakLimits.auc}, predictive power > ${leakLimits.predictivePower}, or one to one. Missing for one class: AUC ≥ ${leakLimits.missingnessAuc}. Near-unique: distinct share > ${leakLimits.distinctShare} in a category, or shuffled information ≥ half of the information counted by value.`,
    },
  ];
}

function formatMeasure({ rule, value }: Leak): string {
  if (rule === 'time') return countWords(value, 'date column');
  if (rule === 'target in disguise' || rule === 'missing for one class') return value.toFixed(3);
  if (rule === 'rows on both sides' && value > 1) return `${value.toFixed(1)} rows each`;
  return formatShare(value);
}
