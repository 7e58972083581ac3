import type { Proposal } from '../data/answer';
import { toAppError, isCancelled, type AppError } from '../data/app-error';
import type { ExportFormat } from '../data/export';
import { getCell } from '../notebook/document';
import { projectEnding } from '../notebook/project-manifest';
import { readSavedRuns } from '../notebook/saved-runs';
import { getOperator } from '../operators/operator-list';
import { Announcer } from './screen/announcer.svelte';
import { ExportState } from './export/export.svelte';
import { FeatureShelf } from './catalogue/feature-shelf';
import type { SortKey } from './grid/grid-query';
import type { JoinProposal } from '../notebook/join-proposals';
import { bringAndJoin } from './catalogue/bring-table';
import type { JoinTimes } from './catalogue/join-times';
import { joinSides, shownSides } from './catalogue/make-join';
import { keepRows } from './filter/keep-rows';
import { asksFirst, FolderChoice, type FoundFile } from './source/folder-choice.svelte';
import { LineageState } from './lineage/lineage.svelte';
import { OfflineState } from './privacy/offline.svelte';
import { ProjectDesk } from './project/project-desk.svelte';
import type { Desk, Toast } from './desk';
import { PanelState } from './screen/panels.svelte';
import { holdsTable, readPasted } from './source/pasted-table';
import type { ProofPart, ProofState } from './privacy/proof.svelte';
import type { RequestState } from './privacy/requests.svelte';
import { Replay } from './lineage/replay.svelte';
import { RunComparison } from './runs/run-comparison.svelte';
import type { ThemeState } from './screen/theme.svelte';
import type { Workbench } from './workbench.svelte';

/** How the name of a saved notebook ends. */
export const notebookEnding = '.assay.json';

/** What the page has before there is a workbench. */
export interface PageState {
  theme: ThemeState;
  requests: RequestState;
}

/** All that the screen holds: the workbench, and what belongs to the page rather than to the notebook. */
export class AppState implements Desk {
  readonly theme: ThemeState;
  readonly requests: RequestState;
  readonly panels = new PanelState();
  readonly announcer = new Announcer();
  readonly offline = new OfflineState();
  /** The cell that was asked for last: the notebook brings it into view. A new object each time. */
  target: { id: string } | undefined = $state.raw();
  /** What was just done and can be taken back at once. */
  toast: Toast | undefined = $state.raw();
  /** The table that is being exported, while its panel is open and while it is written. */
  exporting: ExportState | undefined = $state.raw();
  /** Files of a folder, or many at once, of which some are to be chosen before any is opened. */
  offered: FolderChoice | undefined = $state.raw();
  /** What the proof shows and tries, once it was asked for. */
  #proof: Promise<ProofState> | undefined;
  /** What was made from what, as it is looked at. */
  lineage: LineageState | undefined = $state.raw();
  /** Runs of a cell that are compared. */
  comparison: RunComparison | undefined = $state.raw();
  /** The notebook that was opened without its data. */
  replay: Replay | undefined = $state.raw();
  readonly projects: ProjectDesk;
  readonly features: FeatureShelf;
  /** A failure that belongs to no cell. */
  notice: AppError | undefined = $state.raw();

  constructor(
    readonly workbench: Workbench,
    { theme, requests }: PageState,
  ) {
    this.theme = theme;
    this.requests = requests;
    this.projects = new ProjectDesk(this);
    this.features = new FeatureShelf(this);
  }

  /**
   * Opens dropped files: a saved project or notebook in place of this one, all others as tables.
   * What fails in a cell is shown there; what never became one, in a notice.
   */
  open(files: Iterable<File>): void {
    for (const file of files) {
      this.attempt(this.#openFile(file));
    }
  }

  /** Opens the table on a clipboard that holds plain text and HTML; whether there is one. */
  paste(text: string, html: string): boolean {
    const holds = holdsTable(text, html);
    if (holds) this.attempt(this.#openPasted(text, html));
    return holds;
  }

  async #openPasted(text: string, html: string): Promise<void> {
    const pasted = await readPasted(text, html);
    if (pasted?.loss) this.notice = pasted.loss;
    if (pasted) await this.workbench.open([pasted.file], pasted.options);
  }

  /** Takes what was dropped or chosen: a few files are opened, a folder is shown first. */
  take(found: readonly FoundFile[]): void {
    const files = found.map(({ file }) => file);
    if (this.replay && this.panels.overlay === 'replay') return void this.replay.give(files);
    if (!asksFirst(found)) return this.open(files);
    this.offered = new FolderChoice(found);
    this.panels.show('folder');
  }

  /** Opens the files that were chosen from those offered, each for itself or all as one table. */
  openOffered(together: boolean): void {
    const { offered } = this;
    this.offered = undefined;
    this.panels.hide('folder');
    if (!offered) return;
    this.attempt(
      together ? offered.openTogether(this.workbench) : offered.openEach(this.workbench),
    );
  }

  #openFile(file: File): Promise<unknown> {
    if (file.name.endsWith(notebookEnding)) return this.openNotebook(file);
    const isProject = file.name.endsWith(projectEnding);
    return isProject ? this.workbench.load(file) : this.workbench.open([file]);
  }

  /** Opens a saved notebook, and asks for the files that it was made from where they are not here. */
  async openNotebook(file: File): Promise<void> {
    await this.workbench.load(file);
    const replay = new Replay(this.workbench, readSavedRuns(await file.text()));
    await replay.start();
    this.replay = replay.isNeeded ? replay : undefined;
    if (this.replay) this.panels.show('replay');
  }

  /** Writes the notebook, and hands the file to `take`. */
  save(take: (file: Blob) => void): void {
    this.attempt(this.workbench.save().then(take));
  }

  openSample(id: string): void {
    this.attempt(this.workbench.sources.openSample(id));
  }

  /** Adds a cell and runs it, unless there is nothing to run before something is written. */
  add(operatorId: string): void {
    this.panels.closeDrawers();
    if (getOperator(operatorId).bind) this.workbench.insert(operatorId);
    else this.attempt(this.workbench.add(operatorId));
  }

  /** Runs a cell; how it went stands in the cell. */
  run(id: string): void {
    this.attempt(this.workbench.run(id));
  }

  /** Adds and runs what a proposal of cell `id` names. */
  accept(proposal: Proposal, id: string): void {
    this.attempt(this.workbench.accept(proposal, id));
  }

  /** Shows all that is known of a column of the table that cell `id` made: in the cell that does, or a new one. */
  lookAtColumn(id: string, column: string): void {
    const operator = 'profile.column';
    const known = this.workbench.cells.find(
      (cell) =>
        cell.operator === operator && cell.inputs.table === id && cell.params.column === column,
    );
    if (known) return this.goTo(known.id);
    this.panels.closeDrawers();
    const question = `What is in ${column}?`;
    this.accept({ question, operator, params: { column }, inputs: { table: 'self' } }, id);
  }

  /** Makes a table of the rows of a cell's table that are looked at, in a SQL cell below it. */
  keepRows(id: string, where: string | undefined, sorts: readonly SortKey[]): void {
    this.attempt(
      keepRows(this.workbench, getCell(this.workbench.documents.current, id), where, sorts),
    );
    if (this.workbench.selectedId !== undefined) this.goTo(this.workbench.selectedId);
  }

  /** Joins two tables as was proposed: as they are, or as known at the time of each row of the first. */
  join(proposal: JoinProposal, times?: JoinTimes): void {
    const { workbench } = this;
    const sides = shownSides(workbench, proposal);
    if (!sides) return;
    this.panels.hide('projects');
    this.attempt(joinSides(workbench, sides, times));
    if (workbench.selectedId !== undefined) this.goTo(workbench.selectedId);
  }

  /** Brings the table of a proposed join that lies in another project here, and joins. */
  bringAndJoin(proposal: JoinProposal, times?: JoinTimes): void {
    this.panels.hide('projects');
    this.attempt(bringAndJoin(this.workbench, proposal, times).then((id) => this.goTo(id)));
  }

  /** Selects a cell and brings it into view, also on a narrow window. */
  goTo(id: string): void {
    this.panels.closeDrawers();
    this.workbench.selectedId = id;
    this.target = { id };
  }

  /** Opens the panel that exports the table of a cell; one that is being written stays. */
  exportTable(id: string, format?: ExportFormat): void {
    if (this.exporting?.status !== 'running')
      this.exporting = new ExportState(this.workbench, id, format ?? this.exporting?.format);
    this.panels.show('export');
  }

  /** The proof that nothing leaves: made when first asked for, and then kept. */
  proof(): Promise<ProofState> {
    this.#proof ??= import('./privacy/proof.svelte').then(
      ({ ProofState }) => new ProofState(this.workbench.engine, this.workbench.runs.runner),
    );
    return this.#proof;
  }

  showProof(part: ProofPart): void {
    this.panels.show('proof');
    void this.proof().then((proof) => (proof.part = part));
  }

  duplicate(id: string): void {
    this.attempt(this.workbench.duplicate(id));
  }

  /** Deletes a cell, and offers for a while to bring it back. */
  remove(id: string): void {
    const name = this.workbench.cells.find((cell) => cell.id === id)?.name;
    this.workbench.remove(id);
    const after = this.workbench.documents.current;
    this.toast = {
      words: `${name} was deleted.`,
      undo: () => this.workbench.documents.current === after && this.workbench.undo(),
    };
  }

  /** Shows what a cell was made from, and what was made from it. */
  showLineage(id = this.workbench.selectedId): void {
    this.lineage = new LineageState(this.workbench, id);
    this.panels.show('lineage');
  }

  /** Sets runs of a cell side by side. */
  compareRuns(id: string): void {
    this.comparison = new RunComparison(this.workbench, id);
    this.panels.show('runs');
  }

  /** Shows the notebook as it was after a step, and says so. */
  jump(step: string): void {
    const { documents } = this.workbench;
    if (step === documents.history.position) return;
    this.workbench.jump(step);
    const { label } = documents.history.nodes.get(step)!;
    this.announcer.say(`The notebook is as it was after: ${label}`);
  }

  /** Shows what failed: in its cell, or in a notice where it belongs to none. */
  attempt(work: Promise<unknown>): void {
    work.catch((thrown: unknown) => {
      const error = toAppError(thrown);
      const isShown = this.workbench.cells.some(
        (cell) => this.workbench.runs.of(cell.id).error === error,
      );
      if (!isShown && !isCancelled(error)) this.notice = error;
    });
  }
}
