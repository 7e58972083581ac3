import { toAppError, type AppError } from '../../data/app-error';
import type { SourceFile } from '../../data/source';
import { compareReplay, type ReplayOutcome } from '../../notebook/replay';
import type { SavedRun } from '../../notebook/saved-runs';
import { filesOf } from './lineage-steps';
import { saveRuns } from '../runs/save-runs';
import type { Workbench } from '../workbench.svelte';

/** A file that the notebook was made from. */
export interface ReplayFile {
  file: SourceFile;
  /** Cells that read it. */
  cells: string[];
  status: 'missing' | 'here' | 'other' | 'accepted';
  /** What was given for it and holds something else. */
  given?: SourceFile;
}

/** A notebook that was opened without its data: asks for its files, runs all, and says what came out different. */
export class Replay {
  files: readonly ReplayFile[] = $state.raw([]);
  status: 'asking' | 'reading' | 'running' | 'done' = $state('asking');
  outcomes: readonly ReplayOutcome[] = $state.raw([]);
  /** Names of files that were given and are none of those asked for. */
  unknown: readonly string[] = $state.raw([]);
  error: AppError | undefined = $state.raw();
  readonly missing = $derived(
    this.files.filter(({ status }) => status === 'missing' || status === 'other'),
  );

  constructor(
    private readonly workbench: Workbench,
    private readonly saved: readonly SavedRun[],
  ) {}

  /** Whether there is something to ask for, or to compare with. */
  get isNeeded(): boolean {
    return this.missing.length > 0 || this.saved.length > 0;
  }

  /** Looks which files are here. */
  async start(): Promise<void> {
    const byHash = new Map<string, ReplayFile>();
    for (const cell of this.workbench.cells) {
      for (const file of filesOf(cell).filter(({ sample }) => sample === undefined)) {
        const known = byHash.get(file.sha256);
        const cells = [...(known?.cells ?? []), cell.id];
        const isHere = await this.workbench.engine.files.has(file.sha256);
        byHash.set(file.sha256, { file, cells, status: isHere ? 'here' : 'missing' });
      }
    }
    this.files = [...byHash.values()];
  }

  /**
   * Takes files and finds by their hashes which are asked for. `wanted` is the hash of the one that a file was chosen
   * for; a file of the same name, or the only one for the only one missing, is held to be meant as well.
   */
  async give(files: Iterable<File>, wanted?: string): Promise<void> {
    this.status = 'reading';
    this.error = undefined;
    const given = [...files];
    const unknown: string[] = [];
    try {
      for (const file of given) {
        const source = await this.workbench.engine.files.put(file, file.name);
        const target = this.#findTarget(source, given.length === 1, wanted);
        if (!target) unknown.push(file.name);
        else if (target.file.sha256 === source.sha256) this.#change(target, { status: 'here' });
        else this.#change(target, { status: 'other', given: source });
      }
    } catch (thrown) {
      this.error = toAppError(thrown);
    }
    this.unknown = unknown;
    this.status = 'asking';
  }

  /** Takes another file for the one that is asked for: a change of the notebook. */
  accept({ file, cells, given }: ReplayFile): void {
    if (!given) return;
    for (const id of cells) this.workbench.setParams(id, { file: given }, `read ${given.name} for`);
    const entry = this.files.find((each) => each.file.sha256 === file.sha256);
    if (entry) this.#change(entry, { status: 'accepted' });
  }

  /** Runs all that can run, and sets it beside what was saved. */
  async run(): Promise<void> {
    this.status = 'running';
    this.error = undefined;
    try {
      await this.workbench.runPending();
      const { workbench } = this;
      const query = (sql: string): ReturnType<Workbench['query']> => workbench.query(sql);
      const now = await saveRuns(workbench, query, workbench.engine.versions);
      this.outcomes = workbench.cells.map(({ id }) =>
        compareReplay(
          id,
          this.saved.find(({ cell }) => cell === id),
          now.find(({ cell }) => cell === id),
          workbench.runs.of(id).error?.message,
        ),
      );
      this.status = 'done';
    } catch (thrown) {
      this.error = toAppError(thrown);
      this.status = 'asking';
    }
  }

  #findTarget(
    source: SourceFile,
    isOnly: boolean,
    wanted: string | undefined,
  ): ReplayFile | undefined {
    const { files, missing } = this;
    return (
      files.find(({ file }) => file.sha256 === source.sha256) ??
      files.find(({ file }) => file.sha256 === wanted) ??
      missing.find(({ file }) => file.name === source.name) ??
      (isOnly && missing.length === 1 ? missing[0] : undefined)
    );
  }

  #change(entry: ReplayFile, change: Partial<ReplayFile>): void {
    const { sha256 } = entry.file;
    this.files = this.files.map((each) =>
      each.file.sha256 === sha256 ? { ...each, ...change } : each,
    );
  }
}
