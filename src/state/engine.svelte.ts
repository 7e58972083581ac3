import type { AppError } from '../data/app-error';
import type { Database, EngineStatus } from '../engine/database/database';

/** Whether the engine is up, and what happened to it last. */
export class EngineState {
  status: EngineStatus = $state('starting');
  reason: AppError | undefined = $state.raw();

  /** `onRestart` is called each time an empty engine has come up in place of a broken one. */
  constructor(database: Database, onRestart: () => void) {
    let wasRestarted = false;
    this.status = database.status;
    database.subscribe((status, reason) => {
      this.status = status;
      if (status === 'restarting') wasRestarted = true;
      if (reason) this.reason = reason;
      if (status === 'ready' && wasRestarted) {
        wasRestarted = false;
        onRestart();
      }
    });
  }

  /** The person has read what happened. */
  dismiss(): void {
    this.reason = undefined;
  }
}
