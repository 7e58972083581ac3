import type { TableInfo } from '../../data/table';
import type { TableReport } from '../../operators/profile/describe-table';
import type { OpenNotebook } from '../cells/open-notebook';

/** Columns of a table that a profile in the notebook found to look personal, by name or values. */
export function personalLooking({ cells, runs }: OpenNotebook, { columns }: TableInfo): string[] {
  const reports = cells
    .filter(({ operator }) => operator === 'profile.table')
    .map(({ id }) => runs.of(id).artifact?.result as TableReport | undefined);
  const found = new Set(
    reports.flatMap((report) =>
      (report?.alerts ?? []).flatMap((alert) => (alert.rule === 'personal' ? alert.columns : [])),
    ),
  );
  return columns.map(({ name }) => name).filter((name) => found.has(name));
}
