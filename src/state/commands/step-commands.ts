import { samples } from '../../data/samples';
import type { AppState } from '../app.svelte';
import { listMenu } from '../cells/operator-menu';
import type { Command } from './command';

export function stepCommands(app: AppState): Command[] {
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

export function sampleCommands(app: AppState): Command[] {
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

export function goToCommands(app: AppState): Command[] {
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
