import { isCancelled, toAppError } from '../../data/app-error';
import type { ColumnReading } from '../../data/formats/csv/column-reading';
import type { SourceFile, SourceOptions } from '../../data/source';
import type { ReadingField, TextPreview } from '../../data/text-preview';
import { readingFieldSpecs } from './reading-fields';

/** What previews readings: the engine. */
export interface Previewer {
  preview(file: SourceFile, options: SourceOptions, signal: AbortSignal): Promise<TextPreview>;
}

/** Another reading of a text that is being tried out: seen at once, made only when it is applied. */
export class ReadingDraft {
  options: SourceOptions = $state.raw({});
  preview: TextPreview | undefined = $state.raw();
  /** What is wrong with what was asked for last, and the field that it was. */
  problem: { field: ReadingField | undefined; message: string } | undefined = $state.raw();
  isBusy = $state(false);
  #controller = new AbortController();

  constructor(
    private readonly previewer: Previewer,
    private readonly file: SourceFile,
    private readonly applied: () => SourceOptions,
  ) {
    this.options = applied();
  }

  get isChanged(): boolean {
    return JSON.stringify(this.options) !== JSON.stringify(this.applied());
  }

  /** Shows the first rows as the options read them; the newest answer wins. */
  async show(field?: ReadingField): Promise<void> {
    this.#controller.abort();
    const controller = new AbortController();
    this.#controller = controller;
    this.isBusy = true;
    try {
      const preview = await this.previewer.preview(this.file, this.options, controller.signal);
      if (controller !== this.#controller) return;
      this.preview = preview;
      this.problem = undefined;
    } catch (thrown) {
      if (controller !== this.#controller || isCancelled(thrown)) return;
      this.problem = { field, message: toAppError(thrown).message };
    } finally {
      if (controller === this.#controller) this.isBusy = false;
    }
  }

  /** Sets one thing by hand; `undefined` goes back to the guess. */
  async set(field: ReadingField, value: string | number | boolean | undefined): Promise<void> {
    const problem = checkValue(field, value);
    if (problem !== undefined) {
      this.problem = { field, message: problem };
      return;
    }
    this.options = withoutAbsent({ ...this.options, [field]: value });
    await this.show(field);
  }

  /** Has a column read in a way of its own; `undefined` as it is found. */
  async setReading(column: string, reading: ColumnReading | undefined): Promise<void> {
    const others = (this.options.readings ?? []).filter(([name]) => name !== column);
    const added: [string, ColumnReading][] = reading ? [[column, reading]] : [];
    const readings = [...others, ...added];
    this.options = withoutAbsent({
      ...this.options,
      readings: readings.length > 0 ? readings : undefined,
    });
    await this.show();
  }

  /** Whether the text of a column is to be kept beside its value. */
  async keepText(column: string, keeps: boolean): Promise<void> {
    const others = (this.options.texts ?? []).filter((name) => name !== column);
    const texts = keeps ? [...others, column] : others;
    this.options = withoutAbsent({ ...this.options, texts: texts.length > 0 ? texts : undefined });
    await this.show();
  }

  readingOf(column: string): ColumnReading | undefined {
    return this.options.readings?.find(([name]) => name === column)?.[1];
  }

  isChosen(field: ReadingField): boolean {
    return this.options[field] !== undefined;
  }

  /** Back to what is applied. */
  async reset(): Promise<void> {
    this.options = this.applied();
    await this.show();
  }

  cancel(): void {
    this.#controller.abort();
  }
}

function checkValue(field: ReadingField, value: unknown): string | undefined {
  if (field === 'delimiter' && typeof value === 'string') {
    const size = new TextEncoder().encode(value).length;
    if (size < 1 || size > 4) return `"${value}" is ${size} bytes long; give 1 to 4`;
    if (/[\r\n"]/.test(value)) return 'a line end or a quote cannot be a delimiter';
  }
  const { most } = readingFieldSpecs.find((spec) => spec.field === field) ?? {};
  if (most !== undefined && value !== undefined) {
    const count = Number(value);
    if (!Number.isInteger(count) || count < 0 || count > most)
      return `${String(value)} is no such number; give 0 to ${most.toLocaleString('en')}`;
  }
  return undefined;
}

function withoutAbsent(options: SourceOptions): SourceOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
