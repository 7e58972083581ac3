import type { CrossfilterServices } from './crossfilter.svelte';
import type { Workbench } from '../workbench.svelte';

/** What linked pictures ask of the page; reading the rows is a job that can be seen and cancelled. */
export function createCrossfilterServices(
  { engine }: Workbench,
  name: string,
): CrossfilterServices {
  return {
    query: (sql, signal) => engine.database.query(sql, signal),
    inPeace: (count) => engine.database.standAside(count),
    createCube: (rowCount, dimensions) => engine.cubes.create(rowCount, dimensions),
    work: (signal, task) =>
      engine.scheduler.run({
        title: `Read the bins: ${name}`,
        lane: 'database',
        priority: 'interactive',
        signal,
        work: (job) =>
          task(job.signal, (share) => job.progress(share, 'reading the bins of all rows')),
      }),
  };
}
