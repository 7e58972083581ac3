import type { ColumnInfo, TableInfo } from '../../data/table';
import { createRandom } from '../../math/random';
import {
  associationRole,
  readAssociatedColumn,
  sampleColumnsQuery,
} from '../../methods/profile/associated-column';
import { associate, measureNames, type PairAssociation } from '../../methods/profile/association';
import type { RunContext } from '../contract';

/** Columns that go together with one column, the closest first. */
export interface NearestColumns {
  columns: (PairAssociation & { name: string })[];
  /** How many were compared, and on how many rows; fewer than all where they were sampled. */
  compared: number;
  rows: number;
  /** Why nothing could be compared. */
  reason?: string;
}

/** Cells that are brought at most: of longer or wider tables a seeded sample of the rows. */
const mostCells = 4_000_000;
const mostRows = 100_000;
const columnsAtOnce = 50;
const mostShown = 10;

/** The column against every other that can be compared. O(columns · rows log rows) of the sample. */
export async function collectNearest(
  context: Pick<RunContext, 'query' | 'pause'>,
  table: TableInfo,
  column: ColumnInfo,
  seed: number,
): Promise<NearestColumns> {
  const { role, reason } = associationRole(column, table.rowCount);
  const others = table.columns.filter(
    (other) => other !== column && associationRole(other, table.rowCount).role,
  );
  if (!role || others.length === 0) {
    const why = others.length === 0 ? 'there is no other column to compare it with' : reason;
    return { columns: [], compared: 0, rows: 0, reason: why };
  }
  const most = Math.max(500, Math.min(mostRows, mostCells / others.length));
  const share = table.rowCount <= most ? 1 : most / table.rowCount;
  const salt = createRandom(seed, 'nearest columns').below(2 ** 31);
  const found: NearestColumns['columns'] = [];
  let rows = 0;
  for (let start = 0; start < others.length; start += columnsAtOnce) {
    const some = [column, ...others.slice(start, start + columnsAtOnce)];
    const answer = await context.query(sampleColumnsQuery(table.relation, some, share, salt));
    rows = answer.rowCount;
    const self = readAssociatedColumn(answer, 0, column);
    for (const [index, other] of some.entries()) {
      if (index === 0) continue;
      found.push({
        name: other.name,
        ...associate(self, readAssociatedColumn(answer, index, other)),
      });
      await context.pause();
    }
  }
  const closest = found
    .filter(({ strength }) => !Number.isNaN(strength))
    .sort((one, other) => other.strength - one.strength)
    .slice(0, mostShown);
  return { columns: closest, compared: others.length, rows };
}

/** `Spearman −0.81`: the measure and its number, with the sign where it has one. */
export function nearestWords({ measure, spearman, strength }: PairAssociation): string {
  return `${measureNames[measure]} ${(spearman ?? strength).toFixed(2).replace('-', '−')}`;
}
