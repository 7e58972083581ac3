import type { Job, Scheduler } from '../engine/jobs/scheduler';

export type { Job };

/** The jobs of the scheduler, for the task tray. */
export class JobState {
  all: readonly Job[] = $state.raw([]);
  readonly shown = $derived(this.all.filter((job) => !job.quiet));
  readonly running = $derived(
    this.shown.filter((job) => job.status === 'running' || job.status === 'waiting'),
  );

  constructor(private readonly scheduler: Scheduler) {
    scheduler.subscribe((jobs) => (this.all = jobs));
  }

  cancel(id: number): void {
    this.scheduler.cancel(id);
  }

  /** Asks for the best so far; only training can give it. */
  stop(id: number): void {
    this.scheduler.stop(id);
  }
}
