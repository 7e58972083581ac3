import { toAppError, type AppError } from '../../data/app-error';
import type { FileSketch } from '../../data/file-look';
import { estimateFit, mostRows, type FitEstimate } from '../../data/fit';
import { countWords, formatBytes, formatDuration } from '../../data/format';
import { mostColumns } from '../../data/formats/csv/column-limit';
import type { SourceFile, SourceOptions } from '../../data/source';
import { matchNames } from './match-names';
import type { Cell, Workbench } from '../workbench.svelte';

export const rowManners = ['sample', 'range', 'all', 'profile'] as const;

/** What is read of the rows: a random sample, some from a place on, all, or none of them into a table. */
export type RowManner = (typeof rowManners)[number];

/** How much of a file is to be read, with what each choice would come to, before any of it starts. */
export class SizeChoice {
  manner: RowManner = $state('sample');
  rows = $state(1);
  from = $state(1);
  seed = $state(1);
  /** By place, 1 for columns that are left out. */
  #left: Uint8Array = $state.raw(new Uint8Array());
  sketch: FileSketch | undefined = $state.raw();
  roomBytes = $state(0);
  error: AppError | undefined = $state.raw();
  isReady = $state(false);

  readonly columns = $derived.by(
    () => this.sketch?.wide?.names ?? this.sketch?.columns.map(({ name }) => name) ?? [],
  );
  readonly keptCount = $derived(
    this.columns.length - this.#left.reduce((sum, out) => sum + out, 0),
  );
  readonly kept = $derived(this.columns.filter((_, column) => this.isKept(column)));
  readonly mostRows = $derived(this.sketch ? mostRows(this.sketch, this.roomBytes, this.kept) : 0);
  /** What the names of columns are searched for. */
  query = $state('');
  /** Places of the columns whose names are found. */
  readonly found = $derived(matchNames(this.columns, this.query));
  /** More columns than a table may have are chosen. */
  readonly isTooWide = $derived(this.keptCount > mostColumns);
  readonly isValid = $derived(
    this.kept.length > 0 &&
      !this.isTooWide &&
      (this.manner === 'all' || this.manner === 'profile' || isCount(this.rows)) &&
      (this.manner !== 'range' || isCount(this.from)),
  );

  constructor(
    private readonly workbench: Workbench,
    private readonly cell: Cell,
  ) {}

  get file(): SourceFile {
    return this.cell.params.file as SourceFile;
  }

  /** Looks at the file, where that has not been done, and proposes as many rows as fit. */
  async measure(): Promise<void> {
    try {
      const { engine } = this.workbench;
      const look = this.workbench.sources.looks.get(this.file.sha256);
      // The look that began with the drop may still go on.
      await look?.settled;
      const known = look?.sketch;
      this.roomBytes = await engine.room();
      this.sketch = known ?? (await engine.lookAgain(this.file, this.#others));
      this.#takeOver((this.cell.params.options ?? {}) as SourceOptions);
    } catch (thrown) {
      this.error = toAppError(thrown);
    }
    this.isReady = true;
  }

  isKept(column: number): boolean {
    return this.#left[column] !== 1;
  }

  toggleColumn(column: number): void {
    const left = this.#left.slice();
    left[column] = this.isKept(column) ? 1 : 0;
    this.#left = left;
  }

  /** Keeps the columns found, and leaves all others out. */
  keepFound(): void {
    this.#keep(this.found);
  }

  /** Keeps as many columns from the first one on as a table may have. */
  keepFirst(): void {
    this.#keep(this.columns.slice(0, mostColumns).keys());
  }

  #keep(columns: Iterable<number>): void {
    const left = new Uint8Array(this.columns.length).fill(1);
    for (const column of columns) left[column] = 0;
    this.#left = left;
  }

  /** What a choice would come to; undefined where the file cannot be measured. */
  estimate(manner: RowManner): FitEstimate | undefined {
    return this.sketch && estimateFit(this.sketch, this.file.sizeBytes, this.#optionsFor(manner));
  }

  fits(manner: RowManner): boolean {
    return (this.estimate(manner)?.bytes ?? 0) <= this.roomBytes;
  }

  words(manner: RowManner): string {
    const estimate = this.estimate(manner);
    if (!estimate) return '';
    const time = `some ${formatDuration(Math.max(1, Math.round(estimate.seconds)) * 1000)}`;
    if (manner === 'profile') return `no table, ${time}`;
    const rows = countWords(Number(estimate.rows.toPrecision(2)), 'row');
    const size = `${formatBytes(estimate.bytes)} of ${formatBytes(this.roomBytes)}`;
    return `about ${rows} × ${countWords(estimate.columns, 'column')}, ${size}, ${time}${this.fits(manner) ? '' : ': will not fit'}`;
  }

  /** Reads as chosen: one edit. */
  async apply(): Promise<void> {
    const options = this.#optionsFor(this.manner);
    await this.workbench.sources.readPart(this.cell.id, options);
  }

  /** How the file is read, without what is read of it. */
  get #others(): SourceOptions {
    const options: SourceOptions = { ...(this.cell.params.options as SourceOptions | undefined) };
    for (const part of ['columns', 'rows', 'sample', 'profileOnly', 'anyway'] as const)
      delete options[part];
    return options;
  }

  #takeOver({ columns, rows, sample }: SourceOptions): void {
    const proposed = Math.min(this.mostRows, 1_000_000);
    this.rows = sample?.rows ?? rows?.count ?? Math.max(1, proposed);
    this.from = rows?.from ?? 1;
    this.seed = sample?.seed ?? 1;
    const isJustWide = this.sketch?.wide !== undefined && !sample && !rows;
    this.manner = rows ? 'range' : isJustWide ? 'all' : 'sample';
    this.#left = new Uint8Array(this.columns.length);
    if (!columns && this.columns.length > mostColumns) this.keepFirst();
    const wanted = columns && new Set(columns);
    if (wanted) this.#keep([...this.columns.keys()].filter((at) => wanted.has(this.columns[at]!)));
  }

  #optionsFor(manner: RowManner): SourceOptions {
    return {
      ...this.#others,
      ...(this.#isPart ? { columns: this.kept } : {}),
      ...(manner === 'sample' ? { sample: { rows: this.rows, seed: this.seed } } : {}),
      ...(manner === 'range' ? { rows: { from: this.from, count: this.rows } } : {}),
      ...(manner === 'profile' ? { profileOnly: true } : {}),
      ...(manner === 'all' && this.sketch && !this.#fitsWhole ? { anyway: true } : {}),
    };
  }

  get #isPart(): boolean {
    return this.keptCount < this.columns.length;
  }

  get #fitsWhole(): boolean {
    const options = { columns: this.#isPart ? this.kept : undefined };
    return estimateFit(this.sketch!, this.file.sizeBytes, options).bytes <= this.roomBytes;
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
