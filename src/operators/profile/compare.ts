import { drawComparedCounts } from '../../figures/profile/compared-counts';
import {
  orderedFactsQuery,
  readOrderedFacts,
  readSharedBins,
  readValuesComparison,
  sharedBinsQuery,
  sharedEdges,
  toOrderedComparison,
  valuesComparisonQuery,
  type Sides,
} from '../../methods/profile/compare-queries';
import {
  planComparison,
  type ComparedColumn,
  type ComparisonScale,
} from '../../methods/profile/compared-column';
import { defineOperator, one, optional, type RunContext } from '../contract';
import { columns, text } from '../params';
import { chooseSides } from './compared-sides';
import {
  describeComparison,
  mostPictures,
  rankCompared,
  tabulateComparison,
  type ComparisonReport,
} from './describe-comparison';

export type { ComparisonReport } from './describe-comparison';

export default defineOperator({
  id: 'profile.compare',
  version: 1,
  topic: 'profile',
  title: 'Compare',
  question: 'What differs between two tables, or between two groups of rows?',
  inputs: { table: one('table', 'Table'), other: optional('table', 'Compared with') },
  params: {
    where: text({
      label: 'Rows of the first side',
      help: 'A condition in SQL; empty means all rows.',
      language: 'condition',
      placeholder: "sex = 'Female'",
    }),
    otherWhere: text({
      label: 'Rows of the second side',
      help: 'A condition in SQL. Empty means all rows of the second table; with one table, the rows that the first condition leaves.',
      language: 'condition',
      placeholder: "sex = 'Male'",
    }),
    columns: columns({ label: 'Columns', help: 'Only these; none means all.', advanced: true }),
  },
  output: 'report',
  unavailable: ({ table }) =>
    table.columns.length === 0 ? 'This table has no columns.' : undefined,
  cost: ({ table, other }, { columns: chosen }) => {
    const rows = table.rowCount + (other ?? table).rowCount;
    const count = chosen.length || table.columns.length;
    return { rows, bytes: 0, seconds: (rows * count) / 6e6 + count / 50 };
  },
  run: async ({ table, other = table }, params, context): Promise<ComparisonReport> => {
    const sides = await chooseSides(context, table, other, params);
    const plan = planComparison(table, other, params.columns);
    const compared: ComparedColumn[] = [];
    for (const { one: column, other: twin, scale } of plan.compared) {
      context.progress(compared.length / plan.compared.length, column.name);
      await context.pause();
      const [first, second] = sides.relations;
      const pair: Sides = [
        { relation: first, column },
        { relation: second, column: twin },
      ];
      compared.push(await compareColumn(context, column.name, pair, scale));
    }
    return {
      names: sides.names,
      rows: sides.rows,
      compared: rankCompared(compared),
      left: plan.left,
    };
  },
  figures: ({ compared, names }) =>
    compared
      .slice(0, mostPictures)
      .filter(({ present }) => present[0] + present[1] > 0)
      .map(({ bins, ...column }) => drawComparedCounts({ ...column, ...bins }, names)),
  describe: describeComparison,
  table: (report) => [tabulateComparison(report)],
  next: ({ compared }) =>
    compared.slice(0, 1).map(({ name }) => ({
      question: `What is in ${name}?`,
      operator: 'profile.column',
      params: { column: name },
      inputs: { table: 'table' },
    })),
});

async function compareColumn(
  context: RunContext,
  name: string,
  sides: Sides,
  scale: ComparisonScale,
): Promise<ComparedColumn> {
  if (scale === 'values') {
    return readValuesComparison(name, await context.query(valuesComparisonQuery(sides)));
  }
  const facts = readOrderedFacts(await context.query(orderedFactsQuery(sides, scale)));
  const edges = sharedEdges(facts, sides, scale);
  const bins =
    edges.length === 0
      ? {
          edges,
          labels: [],
          counts: [[], []] as [number[], number[]],
          others: [0, 0] as [number, number],
        }
      : readSharedBins(await context.query(sharedBinsQuery(sides, scale, edges)), edges);
  return toOrderedComparison(name, scale, facts, bins);
}
