import { AppError } from '../../data/app-error';
import {
  exportFormat,
  type ExportChoice,
  type ExportOptions,
  type ExportSummary,
  type FileSink,
} from '../../data/export';
import type { TableInfo } from '../../data/table';
import { BlobSink } from '../../engine/encode/file-sink';
import { findCell } from '../../notebook/document';
import { rowsHandedOut } from '../lineage/ledger-events';
import type { Workbench } from '../workbench.svelte';

export interface ExportProgress {
  rows: number;
  rowCount: number;
  sizeBytes: number;
}

/** What an export may ask of the page while it runs. */
export interface ExportRun {
  signal?: AbortSignal;
  onProgress?: (progress: ExportProgress) => void;
}

export function hasTable(workbench: Workbench, cellId: string): boolean {
  return workbench.runs.of(cellId).artifact?.kind === 'table';
}

/** @throws AppError `unknown_cell`, `missing_input` where the cell has made no table. */
export function getTable(workbench: Workbench, cellId: string): TableInfo {
  const cell = findCell(workbench.documents.current, cellId);
  if (!cell) throw new AppError('unknown_cell', `unknown cell: ${cellId}`, { cell: cellId });
  const { artifact } = workbench.runs.of(cellId);
  if (artifact?.kind === 'table') return artifact.value as TableInfo;
  throw new AppError(
    'missing_input',
    `${cell.name} has no table to export: run a cell that makes one first`,
    { cell: cellId },
  );
}

/** Exports the table of a cell as a job that can be seen and cancelled; a line of the ledger says so. */
export async function exportCell(
  workbench: Workbench,
  cellId: string,
  options: ExportOptions,
  choice: ExportChoice,
  sink: FileSink,
  { signal, onProgress }: ExportRun = {},
): Promise<ExportSummary> {
  const table = getTable(workbench, cellId);
  const { name } = findCell(workbench.documents.current, cellId)!;
  const title = exportFormat(options.format).title;
  const summary = await workbench.engine.scheduler.run({
    title: `Export ${name} as ${title}`,
    lane: 'encode',
    priority: 'interactive',
    signal,
    work: (job) =>
      workbench.engine.exportTable({ table, name, choice, options }, sink, {
        signal: job.signal,
        onProgress: (rows, rowCount, sizeBytes) => {
          job.progress(rows / Math.max(1, rowCount), `${rows.toLocaleString('en')} rows written`);
          onProgress?.({ rows, rowCount, sizeBytes });
        },
      }),
  });
  const what = `${name} as ${title}`;
  await workbench.ledger.record(
    rowsHandedOut(workbench, 'export', what, table, summary.rowCount, choice),
  );
  return summary;
}

/** The table of a cell as one blob. */
export async function exportBlob(
  workbench: Workbench,
  cellId: string,
  options: ExportOptions,
  choice: ExportChoice = {},
): Promise<Blob> {
  const { mime } = checkFormat(options);
  const sink = new BlobSink(mime);
  await exportCell(workbench, cellId, options, choice, sink);
  return sink.blob;
}

function checkFormat({ format }: ExportOptions): ReturnType<typeof exportFormat> {
  const known = exportFormat(format);
  if (known) return known;
  throw new AppError('bad_param', `format: ${String(format)}: there is no such format`, {
    format,
  });
}
