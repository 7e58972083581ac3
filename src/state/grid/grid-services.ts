import type { TableInfo } from '../../data/table';
import type { GridServices } from './grid.svelte';
import type { Workbench } from '../workbench.svelte';

/** From this many rows on, sorting and filtering take long enough to be shown among the tasks. */
const shownFromRows = 500_000;

/** What a grid asks of the page: short queries directly, long ones as jobs that can be seen and cancelled. */
export function createGridServices(
  { engine }: Workbench,
  name: string,
  table: TableInfo,
): GridServices {
  return {
    query: (sql, signal) => engine.query(sql, signal),
    work: (signal, task) =>
      engine.scheduler.run({
        title: `Sort or filter: ${name}`,
        lane: 'database',
        priority: 'interactive',
        quiet: table.rowCount < shownFromRows,
        signal,
        work: (job) => task(job.signal),
      }),
  };
}
