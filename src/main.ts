import '@fontsource-variable/inter';
import './ui/theme.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { Database } from './engine/database/database';
import { raiseWalls } from './engine/walls/raise-walls';
import { nextTask } from './engine/workers/next-task';
import { RequestState } from './state/privacy/requests.svelte';
import { ThemeState } from './state/screen/theme.svelte';

const level = raiseWalls((address) => requests.askToLeave(address));
const requests = new RequestState();
const theme = new ThemeState();
void level.then((found) => (requests.level = found));

/** The engine starts while the workbench is still being loaded. */
const database = new Database();
/** The operators, the workbench, its services and its screen come in a task each, so that none holds up the page for long. */
void import('./operators/operator-list');
const started = import('./start-workbench').then(async ({ Page, startWorkbench }) => {
  await nextTask();
  const { app, assay } = startWorkbench({ theme, requests }, database);
  Object.assign(script, assay);
  await nextTask();
  return { app, Page };
});

/** What scripts may call at once is `ready`; the rest is there when it resolves. */
const script = { ready: started.then(({ app }) => app.workbench.ready) };
Object.assign(globalThis, { assay: script });
mount(App, { target: document.querySelector('#app')!, props: { started, requests, theme } });
