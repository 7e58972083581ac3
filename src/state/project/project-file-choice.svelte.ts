import { SvelteSet } from 'svelte/reactivity';
import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import { fileName } from '../../data/export';
import type { SensitiveColumn } from '../../notebook/ledger';
import { projectMime } from '../../notebook/project-manifest';
import type { ExportStatus } from '../export/export.svelte';
import { writeTo, type FileTargets } from '../export/file-targets';
import type { ProjectKeeper } from './project-keeper.svelte';
import {
  offerParts,
  sumBytes,
  type KeptSource,
  type OfferedParts,
  type OfferedRows,
} from './project-parts';
import { plainFiles, saveProject, settledKeeper } from './save-project';
import { declaredSensitive } from '../privacy/sensitive-columns';
import type { Workbench } from '../workbench.svelte';
import { projectTexts, type ProjectParts } from './write-project-file';

/** A project file before it is saved: what goes along, how large that is, and what a person should know of it. */
export class ProjectFileChoice {
  aggregatesOnly = $state(false);
  /** Whether results go along that only undo shows again. */
  withEarlier = $state(false);
  /** Files that go along, by hash. */
  readonly files = new SvelteSet<string>();
  /** Tables whose rows go along, by fingerprint; none unless chosen. */
  readonly rows = new SvelteSet<string>();
  status: ExportStatus = $state('ready');
  /** 0..1 */
  share: number | undefined = $state();
  /** Of the file that was written. */
  sizeBytes = $state(0);
  error: AppError | undefined = $state.raw();
  #offered: OfferedParts | undefined = $state.raw();
  #keeper: ProjectKeeper | undefined = $state.raw();
  #running: AbortController | undefined;
  /** What there is to choose from; `undefined` until all of the project is kept. */
  readonly offered = $derived(this.#offered);
  readonly sensitive: readonly SensitiveColumn[] = $derived.by(() =>
    declaredSensitive(this.workbench.documents.current),
  );
  readonly parts: ProjectParts | undefined = $derived.by(() => this.#choose());
  /** Of each table whose rows go along, the columns about people that go with it, in words. */
  readonly peopleInRows: readonly { table: string; words: string }[] = $derived.by(() =>
    (this.parts?.rows ?? []).flatMap(({ fingerprint }) =>
      describePeople(this.#rowsOf(fingerprint)),
    ),
  );
  /** Of notebook, history, runs and ledger. */
  readonly textBytes: number = $derived.by(() => this.#measureTexts());
  readonly chosenBytes: number = $derived.by(() => {
    const { artifacts = [], files = [], rows = [] } = this.parts ?? {};
    const kept = rows.map((each) => each.kept);
    return this.textBytes + sumBytes(artifacts) + sumBytes(files) + sumBytes(kept);
  });

  constructor(private readonly workbench: Workbench) {}

  get title(): string {
    return this.workbench.documents.current.title;
  }

  get fileName(): string {
    return fileName(this.title, 'assay');
  }

  /** Waits until all of the project is kept, and lists what there is. */
  async load(): Promise<void> {
    try {
      this.#keeper = await settledKeeper(this.workbench);
      this.#offered = offerParts(this.workbench, this.#keeper.state);
    } catch (thrown) {
      this.error = toAppError(thrown);
    }
  }

  toggle({ sha256 }: KeptSource): void {
    if (!this.files.delete(sha256)) this.files.add(sha256);
  }

  toggleRows({ fingerprint }: OfferedRows): void {
    if (!this.rows.delete(fingerprint)) this.rows.add(fingerprint);
  }

  /** Writes the file and hands it over; how it went stands in `status`. */
  async run(targets: FileTargets): Promise<void> {
    if (!this.parts) return;
    this.#running = new AbortController();
    this.status = 'running';
    this.error = undefined;
    this.share = 0;
    try {
      this.sizeBytes = await this.#write(targets, this.parts, this.#running.signal);
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

  #write(targets: FileTargets, parts: ProjectParts, signal: AbortSignal): Promise<number> {
    const run = {
      signal,
      onProgress: (done: number, all: number) => void (this.share = done / Math.max(1, all)),
    };
    const file = { name: this.fileName, mime: projectMime, sizeBytes: this.chosenBytes };
    return writeTo(targets, file, (sink) =>
      saveProject(this.workbench, this.#keeper!, parts, sink, run),
    );
  }

  #choose(): ProjectParts | undefined {
    const { aggregatesOnly, offered } = this;
    if (!offered) return undefined;
    if (aggregatesOnly)
      return { artifacts: offered.aggregates, files: [], rows: [], aggregatesOnly };
    const files = offered.files.filter(({ sha256 }) => this.files.has(sha256));
    const earlier = this.withEarlier ? offered.earlier : [];
    return {
      artifacts: [...offered.results, ...earlier],
      files: plainFiles(files),
      rows: offered.rows.filter(({ fingerprint }) => this.rows.has(fingerprint)),
      aggregatesOnly,
    };
  }

  #rowsOf(fingerprint: string): OfferedRows {
    return this.offered!.rows.find((rows) => rows.fingerprint === fingerprint)!;
  }

  #measureTexts(): number {
    if (!this.#keeper) return 0;
    const nothing = { artifacts: [], files: [], rows: [], aggregatesOnly: false };
    return projectTexts(this.#keeper.state, nothing).reduce(
      (sum, { content }) => sum + content.size,
      0,
    );
  }
}

/** Nothing where no column was declared or found to be about people. */
function describePeople({ table, declared, looking }: OfferedRows): {
  table: string;
  words: string;
}[] {
  const listed = declared.map(({ name, sensitivity }) => `${name} (${sensitivity})`);
  const words = [...listed, ...looking.map((name) => `${name} (looks personal)`)].join(', ');
  return words === '' ? [] : [{ table, words }];
}
