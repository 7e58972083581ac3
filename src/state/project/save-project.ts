import { AppError } from '../../data/app-error';
import type { FileSink } from '../../data/export';
import type { TableInfo } from '../../data/table';
import { startArchiver } from '../../engine/archive/start-archiver';
import { BlobSink } from '../../engine/encode/file-sink';
import { projectMime } from '../../notebook/project-manifest';
import { projectSaved } from '../lineage/ledger-events';
import type { ProjectKeeper } from './project-keeper.svelte';
import { offerParts, type OfferedRows } from './project-parts';
import { declaredSensitive } from '../privacy/sensitive-columns';
import type { Workbench } from '../workbench.svelte';
import { writeProjectFile, type ProjectParts } from './write-project-file';

/** What writing a project file may ask of the page. */
export interface SaveRun {
  signal?: AbortSignal;
  onProgress?: (bytesDone: number, bytes: number) => void;
}

/** The keeper of the open project, once all that it was asked to keep is kept. */
export async function settledKeeper({ projects }: Workbench): Promise<ProjectKeeper> {
  const { keeper } = projects;
  if (!keeper)
    throw new AppError(
      'unavailable',
      'There is no project to save yet: it begins with the first file or step.',
    );
  await keeper.writer.settled();
  if (keeper.writer.problem) throw keeper.writer.problem;
  return keeper;
}

/** Writes the open project as a file, as a job that can be seen and cancelled; a line of the ledger says so. */
export async function saveProject(
  workbench: Workbench,
  keeper: ProjectKeeper,
  parts: ProjectParts,
  sink: FileSink,
  { signal, onProgress }: SaveRun = {},
): Promise<number> {
  const { title } = workbench.documents.current;
  const { engine } = workbench;
  const sizeBytes = await engine.scheduler.run({
    title: `Save ${title} as a project file`,
    lane: 'encode',
    priority: 'interactive',
    signal,
    work: (job) =>
      writeProjectFile(keeper.state, parts, sink, {
        archiver: startArchiver,
        getBlob: (sha256) => keeper.getBlob(sha256),
        getRows: (fingerprint) => keeper.getRows(fingerprint),
        signal: job.signal,
        onProgress: (done, all) => {
          job.progress(done / Math.max(1, all), 'Packing');
          onProgress?.(done, all);
        },
      }),
  });
  const withFiles = parts.files.length > 0;
  const rows = withFiles ? rowsOf(workbench) : sumRows(parts.rows);
  const columns = declaredSensitive(workbench.documents.current);
  await workbench.ledger.record(projectSaved(title, rows, columns, parts.aggregatesOnly));
  return sizeBytes;
}

/** What a script may ask of a project file. */
export interface SaveOptions {
  /** With the bytes of the source files. */
  files?: boolean;
  /** With the rows of all tables, or of those of these cells. */
  rows?: boolean | readonly string[];
  /** Only what says nothing of single rows. */
  aggregatesOnly?: boolean;
}

/** The open project as one blob: results that the cells show, and what else was asked for. */
export async function saveProjectBlob(
  workbench: Workbench,
  { files = false, rows = false, aggregatesOnly = false }: SaveOptions = {},
): Promise<Blob> {
  if (aggregatesOnly && (files || rows !== false))
    throw new AppError(
      'bad_param',
      'aggregatesOnly leaves out files and rows: ask for one of both',
    );
  const keeper = await settledKeeper(workbench);
  const offered = offerParts(workbench, keeper.state);
  const sink = new BlobSink(projectMime);
  const parts: ProjectParts = aggregatesOnly
    ? { artifacts: offered.aggregates, files: [], rows: [], aggregatesOnly }
    : {
        artifacts: offered.results,
        files: files ? plainFiles(offered.files) : [],
        rows: chooseRows(workbench, offered.rows, rows),
        aggregatesOnly,
      };
  await saveProject(workbench, keeper, parts, sink);
  return sink.blob;
}

export function plainFiles(
  files: readonly { sha256: string; bytes: number }[],
): { sha256: string; bytes: number }[] {
  return files.map(({ sha256, bytes }) => ({ sha256, bytes }));
}

/** @throws AppError `bad_param` for a cell without rows that are kept */
function chooseRows(
  { runs }: Workbench,
  offered: readonly OfferedRows[],
  rows: boolean | readonly string[],
): OfferedRows[] {
  if (typeof rows === 'boolean') return rows ? [...offered] : [];
  return rows.map((cell) => {
    const { artifact } = runs.of(cell);
    const found = offered.find(({ fingerprint }) => fingerprint === artifact?.fingerprint);
    if (found) return found;
    throw new AppError('bad_param', `cell ${cell} has no rows that are kept: run it first`, {
      cell,
    });
  });
}

function sumRows(rows: readonly { rowCount: number }[]): number {
  return rows.reduce((sum, { rowCount }) => sum + rowCount, 0);
}

/** Rows of all tables that stand in the notebook. */
function rowsOf({ cells, runs }: Workbench): number {
  return cells.reduce((sum, { id }) => {
    const { artifact } = runs.of(id);
    return sum + (artifact?.kind === 'table' ? (artifact.value as TableInfo).rowCount : 0);
  }, 0);
}
