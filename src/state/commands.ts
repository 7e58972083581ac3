import { exportFormats } from '../data/export';
import { samples } from '../data/samples';
import { notebookEnding, type AppState } from './app.svelte';
import { featuresQuery, joinsQuery } from './catalogue/catalogue';
import { hasTable } from './export/export-cell';
import { listMenu } from './cells/operator-menu';
import type { PickItem } from './screen/pick-list.svelte';
import type { ProofPart } from './privacy/proof.svelte';

/** Something that can be done, as the command palette lists it. */
export interface Command extends PickItem {
  icon: string;
  /** Said beside it: the question of an operator, or why it cannot be done now. */
  hint?: string;
  keys?: string;
  run: () => void;
}

/** What only the page itself can do. */
export interface PageCommands {
  chooseFiles(): void;
  chooseFolder(): void;
  /** Hands a file to the person, as the browser does with downloads. */
  saveFile(file: Blob, name: string): void;
}

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

function notebookCommands(app: AppState, page: PageCommands): Command[] {
  const { workbench } = app;
  const { undoLabel, redoLabel } = workbench.documents;
  const pending = workbench.runs.pending.length;
  const group = 'Notebook';
  return [
    {
      id: 'open',
      group,
      label: 'Open a file',
      icon: 'open',
      keys: 'O',
      run: () => page.chooseFiles(),
    },
    {
      id: 'open folder',
      group,
      label: 'Open a folder',
      icon: 'open',
      hint: 'shows what is in it first',
      run: () => page.chooseFolder(),
    },
    {
      id: 'save',
      group,
      label: 'Save the notebook as a file',
      icon: 'publish',
      hint: 'steps and settings, no data',
      disabled: workbench.cells.length === 0,
      run: () =>
        app.save((file) => page.saveFile(file, notebookFile(workbench.documents.current.title))),
    },
    {
      id: 'save project',
      group,
      label: 'Save the project as a file',
      icon: 'publish',
      hint: 'results, history and, if you say so, the files: to go on elsewhere',
      keywords: 'export share assay zip backup',
      disabled: workbench.cells.length === 0,
      run: () => app.panels.show('project file'),
    },
    {
      id: 'report',
      group,
      label: 'Save a report to read and print',
      icon: 'publish',
      hint: 'one HTML file: words, figures and summaries; rows only if you say so',
      keywords: 'export html share print pdf',
      disabled: workbench.cells.length === 0,
      run: () => app.panels.show('report'),
    },
    {
      id: 'new project',
      group,
      label: 'Begin a new project',
      icon: 'plus',
      hint: 'this one stays as it is',
      keywords: 'close clear empty',
      run: () => app.newProject(),
    },
    {
      id: 'new project in memory',
      group,
      label: 'Begin a project that is not kept',
      icon: 'plus',
      hint: 'gone when the page is closed',
      keywords: 'memory only private new',
      run: () => app.newProject(true),
    },
    {
      id: 'projects',
      group,
      label: 'Projects, and find in all of them',
      icon: 'source',
      keywords: 'open switch catalogue search storage room quota delete duplicate',
      run: () => app.panels.show('projects'),
    },
    {
      id: 'joins',
      group,
      label: 'Columns that tables could be joined by',
      icon: 'table',
      keywords: 'join key foreign minhash overlap same values catalogue',
      run: () => app.seek(joinsQuery),
    },
    {
      id: 'feature sets',
      group,
      label: 'Feature sets kept for all projects',
      icon: 'features',
      keywords: 'feature store definition version apply',
      run: () => app.seek(featuresQuery),
    },
    {
      id: 'run pending',
      group,
      label: 'Run everything that is stale or has not run',
      icon: 'run',
      hint: pending === 0 ? 'nothing is' : `${pending} of ${workbench.cells.length} cells`,
      disabled: pending === 0,
      run: () => void workbench.runPending(),
    },
    {
      id: 'undo',
      group,
      label: undoLabel ? `Undo: ${undoLabel}` : 'Undo',
      icon: 'undo',
      keys: 'Ctrl Z',
      disabled: !undoLabel,
      run: () => workbench.undo(),
    },
    {
      id: 'redo',
      group,
      label: redoLabel ? `Redo: ${redoLabel}` : 'Redo',
      icon: 'redo',
      keys: 'Ctrl ⇧ Z',
      disabled: !redoLabel,
      run: () => workbench.redo(),
    },
    {
      id: 'replay',
      group,
      label: 'Replay',
      icon: 'rerun',
      hint: app.replay ? 'files, and what came out different' : 'for a notebook opened from a file',
      keywords: 'reproduce rerun check files hashes',
      disabled: !app.replay,
      run: () => app.panels.show('replay'),
    },
    {
      id: 'lineage',
      group,
      label: 'Lineage',
      icon: 'lineage',
      hint: 'what was made from what',
      keywords: 'lineage provenance graph depends stale origin',
      disabled: workbench.cells.length === 0,
      run: () => app.showLineage(),
    },
    {
      id: 'history',
      group,
      label: 'History',
      icon: 'history',
      hint: 'every step so far, to go back to any',
      keywords: 'undo redo go back branch version',
      disabled: workbench.cells.length === 0,
      run: () => app.panels.show('history'),
    },
  ];
}

/** A title as a file name: what file systems refuse becomes a dash. */
export function notebookFile(title: string): string {
  return `${fileStem(title)}${notebookEnding}`;
}

/** A title as the beginning of a file name. */
export function fileStem(title: string): string {
  const plain = title.replace(/[\p{C}<>:"/\\|?*]+/gu, '-').replace(/^[-. ]+|[-. ]+$/g, '');
  return plain || 'notebook';
}

function cellCommands(app: AppState): Command[] {
  const { workbench } = app;
  const cell = workbench.cells.find((known) => known.id === workbench.selectedId);
  if (!cell) return [];
  const isActive = ['running', 'waiting'].includes(workbench.runs.of(cell.id).status);
  const group = `Selected cell: ${cell.name}`;
  const entry = (label: string, icon: string, keys: string, run: () => void): Command => ({
    id: `cell ${label}`,
    group,
    label,
    icon,
    keys,
    run,
  });
  return [
    entry('Run', 'run', '⇧ Enter', () => app.run(cell.id)),
    ...(isActive
      ? [entry('Cancel the run', 'close', '', () => workbench.runs.cancel(cell.id))]
      : []),
    ...exportCommands(app, cell.id, group),
    entry('Lineage', 'lineage', '', () => app.showLineage(cell.id)),
    entry('Compare runs', 'rerun', '', () => app.compareRuns(cell.id)),
    entry('Duplicate', 'duplicate', '', () => app.duplicate(cell.id)),
    entry('Move up', 'arrow-up', 'Alt ↑', () => workbench.move(cell.id, -1)),
    entry('Move down', 'arrow-down', 'Alt ↓', () => workbench.move(cell.id, 1)),
    entry(cell.collapsed ? 'Expand' : 'Collapse', 'collapse', '[', () =>
      workbench.toggleCollapsed(cell.id),
    ),
    entry('Delete', 'delete', 'D D', () => app.remove(cell.id)),
  ];
}

/** Where the cell has made a table: its panel, and each format at once. */
function exportCommands(app: AppState, cellId: string, group: string): Command[] {
  if (!hasTable(app.workbench, cellId)) return [];
  const command = (label: string, keywords: string, run: () => void): Command => ({
    id: `cell ${label}`,
    group,
    label,
    icon: 'publish',
    keywords,
    run,
  });
  return [
    command('Export the table', 'download save file', () => app.exportTable(cellId)),
    ...exportFormats.map(({ id, title, ending, help }) => ({
      ...command(`Export as ${title}`, `download save file ${ending}`, () =>
        app.exportTable(cellId, id),
      ),
      hint: help,
    })),
  ];
}

function stepCommands(app: AppState): Command[] {
  return listMenu(app.workbench).flatMap(({ id, entries }) =>
    entries.map(({ operator, reason }) => ({
      id: `add ${operator.id}`,
      label: operator.title,
      group: 'Add a step',
      icon: id,
      hint: reason ?? operator.question,
      keywords: `add ${operator.question} ${operator.topic}`,
      disabled: reason !== undefined,
      run: () => app.add(operator.id),
    })),
  );
}

function sampleCommands(app: AppState): Command[] {
  return samples.map((sample) => ({
    id: `sample ${sample.id}`,
    label: sample.title,
    group: 'Open a sample',
    icon: 'source',
    hint: sample.description,
    keywords: 'sample data set',
    run: () => app.openSample(sample.id),
  }));
}

function goToCommands(app: AppState): Command[] {
  return app.workbench.cells.map((cell, index) => ({
    id: `go ${cell.id}`,
    label: cell.name,
    group: 'Go to cell',
    icon: 'arrow-right',
    hint: `cell ${index + 1}`,
    keywords: 'go to cell',
    run: () => app.goTo(cell.id),
  }));
}

function proofCommands(app: AppState, group: string): Command[] {
  const command = (part: ProofPart, label: string, keywords: string): Command => ({
    id: `proof ${part}`,
    group,
    label,
    icon: 'shield',
    keywords,
    run: () => app.showProof(part),
  });
  return [
    command('test', 'Test whether anything can leave this tab', 'privacy leak proof'),
    command('requests', 'Show all requests since start', 'privacy network proof'),
    command('files', 'Check the files of this page by their hashes', 'privacy sha256 build proof'),
    command('ledger', 'Show the ledger of sensitive reads and exports', 'privacy audit proof'),
  ];
}

function viewCommands(app: AppState): Command[] {
  const { panels, theme } = app;
  const group = 'View';
  const other = theme.current === 'dark' ? 'light' : 'dark';
  return [
    {
      id: 'theme',
      group,
      label: `Use the ${other} theme`,
      icon: other === 'dark' ? 'moon' : 'sun',
      keys: 'T',
      run: () => theme.flip(),
    },
    {
      id: 'left',
      group,
      label: 'Show or hide the project',
      icon: 'panel-left',
      run: () => panels.toggleLeft(),
    },
    {
      id: 'right',
      group,
      label: 'Show or hide the inspector',
      icon: 'panel-right',
      run: () => panels.toggleRight(),
    },
    ...proofCommands(app, group),
    {
      id: 'privacy',
      group,
      label: 'What has left this tab?',
      icon: 'shield',
      keywords: 'privacy requests',
      run: () => panels.show('privacy'),
    },
    {
      id: 'tasks',
      group,
      label: 'Tasks',
      icon: 'tasks',
      keywords: 'jobs running',
      run: () => panels.show('tasks'),
    },
    {
      id: 'shortcuts',
      group,
      label: 'Keyboard shortcuts',
      icon: 'keyboard',
      keys: '?',
      run: () => panels.show('shortcuts'),
    },
  ];
}
