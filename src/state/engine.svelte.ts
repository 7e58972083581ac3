import type { AppError } from '../data/app-error';
import type { Database, EngineStatus } from '../engine/database/database';

/** Whether the engine is up, and what happened to it last. */
export class EngineState {
  status: EngineStatus = $state('starting');
  reason: AppError | undefined = $state.raw();
  /** After a restart the tables are being read anew. */
  isReplaying = $state(false);

  /** `replay` makes anew what was lost, each time an empty engine has come up in place of a broken one. */
  constructor(
    database: Pick<Database, 'status' | 'subscribe'>,
    private readonly replay: () => Promise<void>,
  ) {
    let wasRestarted = false;
    this.status = database.status;
    database.subscribe((status, reason) => {
      this.status = status;
      if (status === 'restarting') wasRestarted = true;
      if (reason) this.reason = reason;
      if (status !== 'ready' || !wasRestarted) return;
      wasRestarted = false;
      void this.#replayAll();
    });
  }

  /** The person has read what happened. */
  dismiss(): void {
    this.reason = undefined;
  }

  async #replayAll(): Promise<void> {
    this.isReplaying = true;
    try {
      await this.replay();
    } finally {
      this.isReplaying = false;
    }
  }
}
