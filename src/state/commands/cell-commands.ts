import { exportFormats } from '../../data/export';
import type { AppState } from '../app.svelte';
import { hasTable } from '../export/export-cell';
import type { Command } from './command';

export function cellCommands(app: AppState): Command[] {
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
