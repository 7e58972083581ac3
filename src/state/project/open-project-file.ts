import { startArchiver } from '../../engine/archive/start-archiver';
import { inspectTableFile } from '../../engine/database/inspect-table-file';
import type { Engine } from '../../engine/engine';
import type { Projects } from './projects.svelte';

/** Where a project file is opened. */
interface OpenPlace {
  engine: Engine;
  projects: Projects;
}

/** Whether a file begins as a project file does, which is a zip; a notebook is a text. */
export async function isProjectFile(file: Blob): Promise<boolean> {
  return (await file.slice(0, 2).text()) === 'PK';
}

/** Checks a project file and opens it as a new project, as a job that can be seen and cancelled. */
export function openProjectFile({ engine, projects }: OpenPlace, file: Blob): Promise<void> {
  const name = file instanceof File ? file.name : 'the project file';
  return engine.scheduler.run({
    title: `Open ${name}`,
    lane: 'encode',
    priority: 'interactive',
    work: (job) =>
      projects.import(file, name, {
        archiver: startArchiver,
        inspectRows: inspectTableFile,
        signal: job.signal,
        onProgress: (done, all) => job.progress(done / Math.max(1, all), 'Checking'),
      }),
  });
}
