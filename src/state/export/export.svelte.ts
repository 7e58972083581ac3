import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import {
  exportFormat,
  fileName,
  type ExportChoice,
  type ExportFormat,
  type ExportOptions,
  type ExportSummary,
} from '../../data/export';
import type { TableInfo } from '../../data/table';
import { excelSheetRows, excelSheets } from '../../engine/encode/excel-limits';
import { getCell } from '../../notebook/document';
import { exportCell, getTable, type ExportProgress } from './export-cell';
import { writeTo, type FileTargets } from './file-targets';
import { rememberedGrids } from '../grid/grid-memory';
import type { GridSettings } from '../grid/grid.svelte';
import type { Workbench } from '../workbench.svelte';

export type ExportStatus = 'ready' | 'running' | 'done' | 'failed' | 'cancelled';

const bytesOfCell = 12;

/** The choices on the way to a file, and the writing of it. */
export class ExportState {
  format: ExportFormat = $state('csv');
  guardFormulas = $state(true);
  byteOrderMark = $state(false);
  /** Only rows that the filters of the table leave. */
  isFiltered = $state(false);
  /** In the order that the grid shows. */
  isSorted = $state(false);
  /** Names; none means all. */
  columns: readonly string[] = $state.raw([]);
  status: ExportStatus = $state('ready');
  progress: ExportProgress | undefined = $state.raw();
  summary: ExportSummary | undefined = $state.raw();
  error: AppError | undefined = $state.raw();
  readonly table: TableInfo;
  readonly name: string;
  readonly #shown: GridSettings | undefined;
  readonly #where: string | undefined;
  #running: AbortController | undefined;

  constructor(
    private readonly workbench: Workbench,
    private readonly cellId: string,
    format: ExportFormat = 'csv',
  ) {
    this.table = getTable(workbench, cellId);
    this.name = getCell(workbench.documents.current, cellId).name;
    this.#where = workbench.tableFilters.of(this.table).where;
    this.#shown = rememberedGrids.get(workbench, cellId)?.settings;
    this.format = format;
    this.isFiltered = this.hasFilter;
    this.isSorted = this.hasOrder;
    this.columns = this.#shownColumns();
  }

  get hasFilter(): boolean {
    return this.#where !== undefined;
  }

  get hasOrder(): boolean {
    return this.#sorts.length > 0;
  }

  get isDelimited(): boolean {
    return this.format === 'csv' || this.format === 'tsv';
  }

  /** `churn.csv` */
  get fileName(): string {
    return fileName(this.name, exportFormat(this.format).ending);
  }

  /** What the format will do to a table of this size, before it is written. */
  get warning(): string | undefined {
    const sheets = excelSheets(this.table.rowCount);
    if (this.format !== 'excel' || sheets === 1) return undefined;
    const each = excelSheetRows.toLocaleString('en');
    return `A sheet holds ${each} rows below its names: the rows will stand on up to ${sheets} sheets of one workbook.`;
  }

  get options(): ExportOptions {
    const { format, guardFormulas, byteOrderMark } = this;
    return this.isDelimited ? { format, guardFormulas, byteOrderMark } : { format };
  }

  get choice(): ExportChoice {
    return {
      columns: this.columns.length > 0 ? this.columns : undefined,
      where: this.isFiltered ? this.#where : undefined,
      sorts: this.isSorted ? this.#sorts : undefined,
    };
  }

  /** Writes the file and hands it over; how it went stands in `status`. */
  async run(targets: FileTargets): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    [this.status, this.error, this.summary, this.progress] = [
      'running',
      undefined,
      undefined,
      undefined,
    ];
    try {
      this.summary = await this.#write(targets, running.signal);
      this.status = 'done';
    } catch (thrown) {
      const error = toAppError(thrown);
      this.status = isCancelled(error) ? 'cancelled' : 'failed';
      this.error = error;
    }
  }

  cancel(): void {
    this.#running?.abort();
  }

  #write(targets: FileTargets, signal: AbortSignal): Promise<ExportSummary> {
    const { mime } = exportFormat(this.format);
    const file = { name: this.fileName, mime, sizeBytes: this.#sizeBytes };
    const run = {
      signal,
      onProgress: (progress: ExportProgress) => void (this.progress = progress),
    };
    return writeTo(targets, file, (sink) =>
      exportCell(this.workbench, this.cellId, this.options, this.choice, sink, run),
    );
  }

  /** Roughly. */
  get #sizeBytes(): number {
    const columnCount = this.columns.length || this.table.columns.length;
    return this.table.rowCount * columnCount * bytesOfCell;
  }

  get #sorts(): readonly { column: string; descending: boolean }[] {
    return this.#shown?.sorts ?? [];
  }

  /** The columns that the grid shows, where some are hidden. */
  #shownColumns(): readonly string[] {
    const hidden = this.#shown?.columns.hidden;
    if (!hidden || hidden.size === 0) return [];
    return this.table.columns.map(({ name }) => name).filter((name) => !hidden.has(name));
  }
}
