import type { ResultTable, Statement } from '../../data/answer';
import { formatCount, formatNumber } from '../../data/format';
import type { TableInfo } from '../../data/table';
import { drawDendrogram } from '../../figures/select/dendrogram';
import type { RedundancyCluster } from '../../methods/select/redundancy';
import { defineOperator, one, type RunContext } from '../contract';
import { describeMorePairs, mostPairsInWords } from '../profile/describe-association';
import { number, optionalColumn, seed } from '../params';
import { joinWords } from './list-words';
import { measureRedundancy, type MeasuredRedundancy } from './measure-redundancy';
import { measureSignal } from './measure-signal';

export interface RedundancyResult extends MeasuredRedundancy {
  target: string | null;
  rowCount: number;
}

/** Enough to rank columns by; p-values are not looked at here. */
const relevanceShuffles = 20;

const relevanceBins = 32;

export default defineOperator({
  id: 'select.redundancy',
  version: 1,
  topic: 'select',
  title: 'Columns that say the same',
  question: 'Which columns say the same thing twice?',
  inputs: { table: one('table') },
  params: {
    target: optionalColumn({
      label: 'Target',
      help: 'What you want to predict: the column of each cluster that tells most about it is kept.',
    }),
    threshold: number({
      label: 'Same from association',
      help: 'Columns whose mean association is at least this are one cluster (0 none, 1 exact).',
      default: 0.7,
      min: 0.1,
      max: 1,
      step: 0.05,
    }),
    seed: seed(),
  },
  output: 'report',
  unavailable: ({ table }) =>
    table.columns.length < 2 ? 'It compares columns; this table has fewer than two.' : undefined,
  cost: ({ table }) => {
    const pairs = table.columns.length ** 2 / 2;
    const rows = Math.min(table.rowCount, 50_000);
    return {
      rows: table.rowCount,
      bytes: 8 * rows * table.columns.length,
      seconds: (rows * pairs) / 3e7,
    };
  },
  run: async ({ table }, params, context): Promise<RedundancyResult> => {
    const relevance = await readRelevance(context, table, params.target, params.seed);
    const measured = await measureRedundancy(context, table, { ...params, relevance });
    return { ...measured, target: params.target, rowCount: table.rowCount };
  },
  figures: ({ names, merges }, { threshold }) =>
    names.length < 2 ? [] : [drawDendrogram(names, merges, threshold)],
  describe: (result, { threshold }) => describeRedundancy(result, threshold),
  table: tabulate,
  next: ({ target }) =>
    target === null
      ? []
      : [
          {
            question: 'Which columns shall I use?',
            operator: 'select.feature-set',
            params: { target },
            inputs: { table: 'table' },
          },
        ],
});

async function readRelevance(
  context: RunContext,
  table: TableInfo,
  target: string | null,
  seedValue: number,
): Promise<Map<string, number>> {
  if (target === null) return new Map();
  const { columns } = await measureSignal(context, table, {
    target,
    columns: [],
    bins: relevanceBins,
    shuffles: relevanceShuffles,
    seed: seedValue,
    more: 'none',
  });
  return new Map(columns.map(({ column, scores }) => [column, scores.information.score]));
}

function describeRedundancy(result: RedundancyResult, threshold: number): Statement[] {
  const { clusters, bijections, names, leftOut, rows, rowCount } = result;
  const told = bijections.slice(0, mostPairsInWords);
  const exact = told.map(({ first, second, equal }): Statement => {
    const how = equal
      ? 'hold the same value in every row'
      : 'say exactly the same in other words: each value of one goes with one value of the other, in all rows';
    return {
      level: 'warning',
      text: `${first} and ${second} ${how}. One is enough${keep(first, second, clusters)}.`,
    };
  });
  const together = clusters.filter(
    ({ columns }) => columns.length > 1 && !isBijection(columns, result),
  );
  const loose = together.map(({ columns, representative }): Statement => ({
    level: 'info',
    text: `${joinWords(columns)} go together; keep ${representative}, which ${result.target === null ? 'is closest to all others' : `tells most about ${result.target}`}.`,
  }));
  const basis =
    rows < rowCount
      ? `sampled, ${formatCount(rows)} of ${formatCount(rowCount)} rows`
      : `${formatCount(rows)} rows`;
  const rule = `Clusters of mean association ≥ ${formatNumber(threshold, 3)} (Spearman, Cramér's V or correlation ratio by kind; average linkage), ${basis}.`;
  const head: Statement =
    exact.length + loose.length === 0
      ? { level: 'good', text: `No two of ${names.length} columns say the same. ${rule}` }
      : {
          level: 'warning',
          text: `${formatCount(names.length)} columns hold ${formatCount(clusters.length)} different things. ${rule}`,
        };
  return [
    head,
    ...exact,
    ...describeMorePairs(bijections.length),
    ...loose,
    ...describeLeftOut(leftOut),
  ];
}

function keep(first: string, second: string, clusters: readonly RedundancyCluster[]): string {
  const cluster = clusters.find(
    ({ columns }) => columns.includes(first) && columns.includes(second),
  );
  return cluster ? `: keep ${cluster.representative}` : '';
}

function isBijection(columns: readonly string[], { bijections }: RedundancyResult): boolean {
  return (
    columns.length === 2 &&
    bijections.some(({ first, second }) => columns.includes(first) && columns.includes(second))
  );
}

function describeLeftOut(leftOut: RedundancyResult['leftOut']): Statement[] {
  if (leftOut.length === 0) return [];
  const listed = leftOut.slice(0, 8).map(({ name, reason }) => `${name} (${reason})`);
  const more = leftOut.length > 8 ? ` and ${leftOut.length - 8} more` : '';
  return [{ level: 'info', text: `Not compared: ${listed.join(', ')}${more}.` }];
}

function tabulate({ clusters, mrmr, target }: RedundancyResult): ResultTable[] {
  const tables: ResultTable[] = [
    {
      title: 'Clusters',
      columns: [
        { label: 'Keep', format: 'text', help: 'The column that stands for the cluster.' },
        { label: 'Says the same', format: 'text' },
        {
          label: 'Weakest association',
          format: 'number',
          help: 'Of the kept column with another one of the cluster.',
        },
      ],
      rows: clusters.map(({ columns, representative, weakest }) => [
        representative,
        columns.slice(1).join(', '),
        columns.length > 1 ? weakest : null,
      ]),
    },
  ];
  if (target === null || mrmr.length === 0) return tables;
  return [...tables, tabulateMrmr(mrmr, target)];
}

function tabulateMrmr(mrmr: MeasuredRedundancy['mrmr'], target: string): ResultTable {
  return {
    title: 'Order by what each column adds',
    columns: [
      { label: 'Column', format: 'text' },
      { label: 'Signal', format: 'bar', help: `Information about ${target} beyond chance, nats.` },
      {
        label: 'Redundancy',
        format: 'number',
        help: 'Mean association with the columns above it, at least 0.001; 1 for the first.',
      },
      { label: 'Signal ÷ redundancy', format: 'number' },
    ],
    rows: mrmr.map(({ column, relevance, redundancy, score }) => [
      column,
      relevance,
      redundancy,
      score,
    ]),
    note: 'mRMR, quotient form (Ding & Peng 2005): greedily the largest signal ÷ mean redundancy with those before it.',
  };
}
