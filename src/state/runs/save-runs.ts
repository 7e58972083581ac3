import type { Artifact } from '../../data/artifact';
import type { Columns } from '../../data/columns';
import type { TableInfo } from '../../data/table';
import type { Cell } from '../../notebook/document';
import type { SavedRun } from '../../notebook/saved-runs';
import { resultFigures } from './compare-runs';
import type { OpenNotebook } from '../cells/open-notebook';
import { digestResult } from './result-digest';

type Query = (sql: string) => Promise<Columns>;

/** Leading numbers that are kept of a result. */
const mostFigures = 40;

/** What each cell that has run came to, for a notebook file or to be compared with one. Stale results are left out. */
export async function saveRuns(
  { cells, runs }: OpenNotebook,
  query: Query,
  engines: Record<string, string>,
): Promise<SavedRun[]> {
  const saved: SavedRun[] = [];
  for (const cell of cells) {
    const { status, artifact, attempted = '' } = runs.of(cell.id);
    if (status === 'failed')
      saved.push({ cell: cell.id, fingerprint: attempted, outcome: 'failed' });
    if (status === 'done' && artifact && !runs.isStale(cell.id))
      saved.push({ ...(await saveRun(cell, artifact, query)), engine: engines['duckdb'] });
  }
  return saved;
}

async function saveRun(cell: Cell, artifact: Artifact, query: Query): Promise<SavedRun> {
  const { fingerprint } = artifact;
  const figures = resultFigures(cell, artifact).slice(0, mostFigures);
  return {
    cell: cell.id,
    fingerprint,
    outcome: 'done',
    digest: await digestResult(artifact),
    ...(artifact.kind === 'table'
      ? { table: await tableOf(artifact.value as TableInfo, query) }
      : {}),
    ...(figures.length > 0 ? { figures } : {}),
  };
}

async function tableOf(table: TableInfo, query: Query): Promise<SavedRun['table']> {
  return {
    rows: table.rowCount,
    columns: table.columns.map(({ name, type }) => [name, type]),
    checksum: await checksum(table, query),
  };
}

/** The sum of the hashes of all rows: the same in any order, and not undone by a row that is there twice. */
async function checksum({ relation, columns }: TableInfo, query: Query): Promise<string> {
  if (columns.length === 0) return '';
  const answer = await query(
    `SELECT coalesce(sum(hash(whole_row)::HUGEINT), 0)::VARCHAR AS total FROM ${relation} AS whole_row`,
  );
  return answer.texts('total')[0]!;
}
