import { Engine } from './engine/engine';
import { Storage } from './engine/storage/storage';
import { AppState, type PageState } from './state/app.svelte';
import { createAssayApi, type AssayApi } from './state/assay-api';
import { Workbench } from './state/workbench.svelte';

export { default as Page } from './ui/shell/Page.svelte';

/** Builds each service once. All of this comes after the first paint, which needs none of it. */
export function startWorkbench(page: PageState): { app: AppState; assay: AssayApi } {
  const workbench = new Workbench(new Engine(), new Storage());
  return { app: new AppState(workbench, page), assay: createAssayApi(workbench) };
}
