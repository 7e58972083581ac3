import type { Figure } from '../../figures/figure';
import { drawAssociationMap } from '../../figures/profile/association-map';
import { pairIndex } from '../../methods/profile/association';
import { strongestPairs } from '../../methods/profile/association-choice';
import { defineOperator, one } from '../contract';
import { integer, optionalColumn, seed } from '../params';
import { collectAssociation, estimateSeconds, mostColumns } from './collect-association';
import {
  describeAssociation,
  namedWords,
  pairWords,
  proposeAfterAssociation,
  tabulatePairs,
  type AssociationReport,
} from './describe-association';

export type { AssociationReport } from './describe-association';

export default defineOperator({
  id: 'profile.association',
  version: 1,
  topic: 'profile',
  title: 'Association',
  question: 'Which columns go together?',
  inputs: { table: one('table') },
  params: {
    target: optionalColumn({
      label: 'Of most interest',
      help: `Pairs with this column come first; of more than ${mostColumns} columns those that go with it most are compared.`,
    }),
    rows: integer({
      label: 'Rows',
      help: 'Of a longer table a seeded sample of about so many rows is compared.',
      default: 100_000,
      min: 100,
      max: 10_000_000,
      advanced: true,
    }),
    seed: seed(),
  },
  output: 'report',
  unavailable: ({ table }) =>
    table.columns.length < 2 ? 'It compares columns; this table has fewer than two.' : undefined,
  cost: ({ table }, { rows: most }) => {
    const rows = Math.min(table.rowCount, most);
    const count = table.columns.length;
    const bytes = 24 * rows * Math.min(count, mostColumns);
    return { rows: table.rowCount, bytes, seconds: 0.2 + estimateSeconds(count, rows) };
  },
  run: async ({ table }, params, context): Promise<AssociationReport> => {
    context.progress(0.1, 'reading the columns');
    const together = await collectAssociation(context, table, table.columns, params);
    return { ...together, rowCount: table.rowCount, target: params.target };
  },
  figures: drawFigures,
  describe: describeAssociation,
  table: (report) => [tabulatePairs(report)],
  next: proposeAfterAssociation,
});

function drawFigures({ association }: AssociationReport): Figure[] {
  const { names, order, pairs } = association;
  if (names.length < 2) return [];
  const ranked = strongestPairs(association);
  const cell = (row: number, column: number): { strength: number; words: string } => {
    const [first, second] = [order[row]!, order[column]!];
    const pair = pairs[pairIndex(first, second, names.length)]!;
    return { strength: pair.strength, words: pairWords(names[first]!, names[second]!, pair) };
  };
  const strongest = ranked[0] ? `The strongest pair: ${namedWords(ranked[0])}.` : '';
  return [drawAssociationMap({ names: order.map((place) => names[place]!), cell, strongest })];
}
