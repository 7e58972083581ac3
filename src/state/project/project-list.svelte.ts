import { askToPersist, readSpace, type Space } from '../../engine/storage/space';
import type { ProjectSummary } from '../../engine/storage/project-summary';
import type { StorageClient } from '../../engine/storage/storage-client';
import type { ProjectAbout } from '../../notebook/catalogue';

import { currentDocument, currentNode, record } from '../../notebook/history';
import { toKeptStep } from '../../notebook/project-state';
import { readContent } from './read-content';

/** A project as the list shows it. */
export interface KnownProject {
  id: string;
  about: ProjectAbout;
  bytes: number;
  kept: ProjectSummary['kept'];
  /** Milliseconds since 1970; of one that was deleted and can be brought back. */
  deletedAt?: number;
}

const refusalKey = 'assay-may-be-cleared';

const unreadable: ProjectAbout = { title: 'Unreadable', changedAt: '', cells: 0, entries: [] };

/** The projects of this machine, and the room that they take. */
export class ProjectList {
  /** The one changed last first; deleted ones left out. */
  projects: readonly KnownProject[] = $state.raw([]);
  deleted: readonly KnownProject[] = $state.raw([]);
  space: Space | undefined = $state.raw();
  /** Whether the browser was asked to keep it and did not promise. */
  wasRefused = $state(false);
  /** Whether the person has read what that means, on this or an earlier page. */
  isRefusalKnown = $state(isNoted());
  #wasAsked = false;

  constructor(private readonly storage: StorageClient) {}

  async refresh(): Promise<void> {
    const known = (await this.storage.list()).map(toKnown);
    known.sort((a, b) => (a.about.changedAt < b.about.changedAt ? 1 : -1));
    this.projects = known.filter(({ deletedAt }) => deletedAt === undefined);
    this.deleted = known.filter(({ deletedAt }) => deletedAt !== undefined);
    this.space = await readSpace();
  }

  /** Renames a project that is not open here: one more step in its history. */
  async rename(id: string, title: string): Promise<void> {
    const cleaned = title.trim() || 'Untitled';
    const content = await this.storage.open(id, 'write');
    try {
      const { history } = readContent(content).state;
      const { nodes } = history;
      const renamed = record(history, 'rename the notebook', {
        ...currentDocument(history),
        title: cleaned,
      });
      const step = toKeptStep(currentNode(renamed), nodes.get(history.position));
      await this.storage.append(id, { type: 'step', step });
      const about = this.projects.find((project) => project.id === id)?.about ?? unreadable;
      await this.storage.setAbout(id, { ...about, title: cleaned });
    } finally {
      await this.storage.close(id);
    }
    await this.refresh();
  }

  /** A copy of a project with all that is kept of it. */
  async duplicate(id: string): Promise<void> {
    const about = this.projects.find((project) => project.id === id)?.about ?? unreadable;
    await this.storage.duplicate(id, { ...about, title: `${about.title} (copy)` });
    await this.refresh();
  }

  /** Brings a deleted project back. */
  async restore(id: string): Promise<void> {
    await this.storage.restore(id);
    await this.refresh();
  }

  /** Takes a deleted project away for good. */
  async purge(id: string): Promise<void> {
    await this.storage.purge(id);
    await this.refresh();
  }

  /** Whether a project lasts only as long as the page. */
  isInMemory(id: string): boolean {
    return this.projects.some((project) => project.id === id && project.kept === 'memory');
  }

  /** Asks once a page, when there is something to keep, unless the browser has promised before. */
  async askOnce(): Promise<void> {
    if (this.#wasAsked || this.space?.isPersisted) return;
    this.#wasAsked = true;
    await this.persist();
  }

  /** The person has read that the browser may clear what is kept. */
  dismissRefusal(): void {
    this.isRefusalKnown = true;
    try {
      globalThis.localStorage?.setItem(refusalKey, 'known');
    } catch {
      // A closed storage: it is said again on the next page.
    }
  }

  /** Asks the browser not to clear what is kept by itself. */
  async persist(): Promise<void> {
    this.wasRefused = !(await askToPersist());
    this.space = await readSpace();
  }
}

function toKnown({ id, about, bytes, kept, deletedAt }: ProjectSummary): KnownProject {
  const all = Object.values(bytes).reduce((sum, each) => sum + each, 0);
  return { id, about: (about ?? unreadable) as ProjectAbout, bytes: all, kept, deletedAt };
}

function isNoted(): boolean {
  try {
    return globalThis.localStorage?.getItem(refusalKey) === 'known';
  } catch {
    return false;
  }
}
