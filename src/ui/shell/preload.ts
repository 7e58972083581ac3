interface Preloaded {
  engine: { prime(): Promise<void> };
  rehearse(): Promise<void>;
}

let isDone = false;

/** Loads, while nothing else is to be done, what the first answer will need, so that it does not wait then. */
export function preloadWhenIdle(workbench: Preloaded): void {
  if (isDone) return;
  isDone = true;
  whenIdle(() => import('../cells/Notebook.svelte'));
  whenIdle(async () => {
    await workbench.engine.prime();
    await workbench.rehearse();
  });
}

function whenIdle(load: () => Promise<unknown>): void {
  const start = (): void => void load().catch(() => (isDone = false));
  if (typeof requestIdleCallback === 'function') requestIdleCallback(start);
  else setTimeout(start, 500);
}
