import { findFreeable, lastSteps, type Freeable } from './free-room';
import type { Projects } from './projects.svelte';

/** How many steps back one can choose to keep. */
export const stepsKept = 20;

/** What of the open project could be freed: what no step needs, and what only older steps need. */
export class RoomState {
  unused: Freeable | undefined = $state.raw();
  /** Also what only steps before the last ones, or on other branches, need. */
  old: Freeable | undefined = $state.raw();
  isFreeing = $state(false);

  constructor(private readonly projects: Projects) {}

  get steps(): number {
    return this.projects.keeper?.state.history.nodes.size ?? 0;
  }

  async look(): Promise<void> {
    const { keeper, access } = this.projects;
    if (!keeper || access === 'reading') return;
    const { state } = keeper;
    this.unused = await findFreeable(state, state.history);
    this.old = await findFreeable(state, lastSteps(state.history, stepsKept));
  }

  /** Frees what no step of the history needs. */
  async freeUnused(): Promise<void> {
    await this.#free();
  }

  /** Forgets all but the last steps, and frees what only the others needed. They cannot be gone back to. */
  async forgetOld(): Promise<void> {
    await this.#free(stepsKept);
  }

  /** What is free is asked for anew: since it was shown, steps may have come that need some of it. */
  async #free(steps?: number): Promise<void> {
    const { keeper } = this.projects;
    if (!keeper) return;
    this.isFreeing = true;
    try {
      await keeper.writer.written();
      if (steps !== undefined) await keeper.forgetSteps(steps);
      await keeper.free(await findFreeable(keeper.state, keeper.state.history));
      await this.projects.list.refresh();
      await this.look();
    } finally {
      this.isFreeing = false;
    }
  }
}
