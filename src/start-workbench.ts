import type { Database } from './engine/database/database';
import { Engine } from './engine/engine';
import { startStorage } from './engine/storage/start-storage';
import { AppState, type PageState } from './state/app.svelte';
import { createAssayApi, type AssayApi } from './state/assay-api';
import { Workbench } from './state/workbench.svelte';

export { default as Page } from './ui/shell/Page.svelte';

/** Builds each service once. All of this comes after the first paint, which needs none of it. */
export function startWorkbench(
  page: PageState,
  database: Database,
): { app: AppState; assay: AssayApi } {
  const workbench = new Workbench(new Engine(database), startStorage());
  return { app: new AppState(workbench, page), assay: createAssayApi(workbench) };
}
