import { mostSketched, whyNotSketched } from '../../data/value-sketch';
import { findColumn } from '../../data/table';
import { typeFamily } from '../../data/type-family';
import { tableOfCell } from '../cells/inspection';
import type { Workbench } from '../workbench.svelte';

/** Why no join is proposed by a column, in a sentence; `undefined` where its table has not been made. */
export function whyNotCompared(
  workbench: Workbench,
  cellId: string,
  name: string,
): string | undefined {
  const table = tableOfCell(workbench, cellId);
  const column = table && findColumn(table, name);
  if (!table || !column) return undefined;
  const reason = whyNotSketched(column);
  if (reason) return `Not compared with columns of other tables: ${reason}.`;
  const kept = workbench.projects.keeper?.state.artifacts.get(table.fingerprint)?.values;
  if (!kept) return 'Compared with columns of other tables once its table is saved.';
  if (kept.some(([column]) => column === name))
    return 'No column of another table has near the same values.';
  return ['decimal', 'float'].includes(typeFamily(column.type))
    ? 'Not compared with columns of other tables: numbers with decimals are measured, and make no key.'
    : `Not compared with columns of other tables: only the ${mostSketched} with the most different values of a table are.`;
}
