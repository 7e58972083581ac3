import type { AppState } from '../app.svelte';
import { featuresQuery, joinsQuery } from '../catalogue/catalogue';
import type { Command, PageCommands } from './command';
import { notebookFile } from './file-names';

export function notebookCommands(app: AppState, page: PageCommands): Command[] {
  const { workbench } = app;
  const { undoLabel, redoLabel } = workbench.documents;
  const pending = workbench.runs.pending.length;
  const isEmpty = workbench.cells.length === 0;
  const commands: Omit<Command, 'group'>[] = [
    {
      id: 'open',
      label: 'Open a file',
      icon: 'open',
      keys: 'O',
      run: () => page.chooseFiles(),
    },
    {
      id: 'open folder',
      label: 'Open a folder',
      icon: 'open',
      hint: 'shows what is in it first',
      run: () => page.chooseFolder(),
    },
    {
      id: 'save',
      label: 'Save the notebook as a file',
      icon: 'publish',
      hint: 'steps and settings, no data',
      disabled: isEmpty,
      run: () =>
        app.save((file) => page.saveFile(file, notebookFile(workbench.documents.current.title))),
    },
    {
      id: 'save project',
      label: 'Save the project as a file',
      icon: 'publish',
      hint: 'results, history and, if you say so, the files: to go on elsewhere',
      keywords: 'export share assay zip backup',
      disabled: isEmpty,
      run: () => app.panels.show('project file'),
    },
    {
      id: 'report',
      label: 'Save a report to read and print',
      icon: 'publish',
      hint: 'one HTML file: words, figures and summaries; rows only if you say so',
      keywords: 'export html share print pdf',
      disabled: isEmpty,
      run: () => app.panels.show('report'),
    },
    {
      id: 'new project',
      label: 'Begin a new project',
      icon: 'plus',
      hint: 'this one stays as it is',
      keywords: 'close clear empty',
      run: () => app.projects.begin(),
    },
    {
      id: 'new project in memory',
      label: 'Begin a project that is not kept',
      icon: 'plus',
      hint: 'gone when the page is closed',
      keywords: 'memory only private new',
      run: () => app.projects.begin(true),
    },
    {
      id: 'projects',
      label: 'Projects, and find in all of them',
      icon: 'source',
      keywords: 'open switch catalogue search storage room quota delete duplicate',
      run: () => app.panels.show('projects'),
    },
    {
      id: 'joins',
      label: 'Columns that tables could be joined by',
      icon: 'table',
      keywords: 'join key foreign minhash overlap same values catalogue',
      run: () => app.projects.seek(joinsQuery),
    },
    {
      id: 'feature sets',
      label: 'Feature sets kept for all projects',
      icon: 'features',
      keywords: 'feature store definition version apply',
      run: () => app.projects.seek(featuresQuery),
    },
    {
      id: 'run pending',
      label: 'Run everything that is stale or has not run',
      icon: 'run',
      hint: pending === 0 ? 'nothing is' : `${pending} of ${workbench.cells.length} cells`,
      disabled: pending === 0,
      run: () => void workbench.runPending(),
    },
    {
      id: 'undo',
      label: undoLabel ? `Undo: ${undoLabel}` : 'Undo',
      icon: 'undo',
      keys: 'Ctrl Z',
      disabled: !undoLabel,
      run: () => workbench.undo(),
    },
    {
      id: 'redo',
      label: redoLabel ? `Redo: ${redoLabel}` : 'Redo',
      icon: 'redo',
      keys: 'Ctrl ⇧ Z',
      disabled: !redoLabel,
      run: () => workbench.redo(),
    },
    {
      id: 'replay',
      label: 'Replay',
      icon: 'rerun',
      hint: app.replay ? 'files, and what came out different' : 'for a notebook opened from a file',
      keywords: 'reproduce rerun check files hashes',
      disabled: !app.replay,
      run: () => app.panels.show('replay'),
    },
    {
      id: 'lineage',
      label: 'Lineage',
      icon: 'lineage',
      hint: 'what was made from what',
      keywords: 'lineage provenance graph depends stale origin',
      disabled: isEmpty,
      run: () => app.showLineage(),
    },
    {
      id: 'history',
      label: 'History',
      icon: 'history',
      hint: 'every step so far, to go back to any',
      keywords: 'undo redo go back branch version',
      disabled: isEmpty,
      run: () => app.panels.show('history'),
    },
  ];
  return commands.map((command) => ({ group: 'Notebook', ...command }));
}
