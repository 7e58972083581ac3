import type { Desk } from '../desk';
import type { Projects } from './projects.svelte';

/** What a person does with projects: what fails is shown, what is deleted can be brought back for a while. */
export class ProjectDesk {
  /** What is looked for in all projects. */
  sought = $state('');

  constructor(private readonly desk: Desk) {}

  get #projects(): Projects {
    return this.desk.workbench.projects;
  }

  /** Begins a project, kept on this machine unless it is for memory alone. */
  begin(inMemory = false): void {
    this.desk.panels.hide('projects');
    this.desk.attempt(this.#projects.begin(undefined, { inMemory }));
  }

  open(id: string): void {
    this.desk.panels.hide('projects');
    this.desk.attempt(this.#projects.open(id));
  }

  /** Opens the project where something was found, and brings its cell into view. */
  goTo(id: string, cell: string): void {
    this.desk.panels.hide('projects');
    const opened = id === this.#projects.openId ? Promise.resolve() : this.#projects.open(id);
    this.desk.attempt(opened.then(() => this.desk.goTo(cell)));
  }

  /** Looks for something in all projects. */
  seek(query: string): void {
    this.sought = query;
    this.desk.panels.show('projects');
  }

  rename(id: string, title: string): void {
    if (id === this.#projects.openId) this.desk.workbench.setTitle(title);
    else this.desk.attempt(this.#projects.list.rename(id, title));
  }

  duplicate(id: string): void {
    this.desk.attempt(this.#projects.duplicate(id));
  }

  /** Deletes a project, and offers for a while to bring it back. */
  remove(id: string): void {
    const { list } = this.#projects;
    const title = list.projects.find((known) => known.id === id)?.about.title;
    this.desk.attempt(this.#projects.remove(id));
    this.desk.toast = {
      words: `${title} was deleted.`,
      undo: () => this.desk.attempt(list.restore(id)),
    };
  }

  /** Makes this tab the one that writes the open project. */
  takeOver(): void {
    this.desk.attempt(this.#projects.takeOver());
  }
}
