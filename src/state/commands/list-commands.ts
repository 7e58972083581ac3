import type { AppState } from '../app.svelte';
import { cellCommands } from './cell-commands';
import type { Command, PageCommands } from './command';
import { notebookCommands } from './notebook-commands';
import { goToCommands, sampleCommands, stepCommands } from './step-commands';
import { viewCommands } from './view-commands';

/** Every action there is now: those for the notebook, the selected cell, new steps, samples, cells, views. */
export function listCommands(app: AppState, page: PageCommands): Command[] {
  return [
    ...notebookCommands(app, page),
    ...cellCommands(app),
    ...stepCommands(app),
    ...sampleCommands(app),
    ...goToCommands(app),
    ...viewCommands(app),
  ];
}
