import type { AppState } from '../app.svelte';
import type { ProofPart } from '../privacy/proof.svelte';
import type { Command } from './command';

export function viewCommands(app: AppState): Command[] {
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
