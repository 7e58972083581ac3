import type { StorageClient } from '../../engine/storage/storage-client';
import type { DocumentState } from '../cells/document.svelte';
import type { OpenNotebook } from '../cells/open-notebook';
import { describeProject } from './project-about';
import type { ProjectKeeper } from './project-keeper.svelte';
import type { ProjectList } from './project-list.svelte';

const delayMs = 600;

/** Notes what the list of projects shows of the open one, a moment after its last change. */
export class ProjectDescriber {
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly storage: StorageClient,
    private readonly notebook: OpenNotebook,
    private readonly documents: DocumentState,
    private readonly list: ProjectList,
  ) {}

  later(keeper: ProjectKeeper | undefined): void {
    this.cancel();
    this.#waiting = setTimeout(() => void (keeper && this.describe(keeper)), delayMs);
  }

  cancel(): void {
    clearTimeout(this.#waiting);
  }

  /** Where another tab writes the project, that one notes it. What cannot be noted counts as not saved. */
  async describe(keeper: ProjectKeeper): Promise<void> {
    const { isReadOnly, current } = this.documents;
    if (isReadOnly) return;
    const about = describeProject(this.notebook, current, keeper.state.artifacts, new Date());
    try {
      await this.storage.setAbout(await keeper.opened, about);
      await this.list.refresh();
    } catch (thrown) {
      keeper.writer.fail(thrown);
    }
  }
}
