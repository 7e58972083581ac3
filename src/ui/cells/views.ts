import type { OwnView } from './own-view';

/** Views by operator; each is loaded when its first cell is shown. */
const views: Partial<Record<string, OwnView>> = {
  'publish.note': { load: () => import('../note/NoteView.svelte'), replaces: 'all' },
};

export function findOwnView(operatorId: string): OwnView | undefined {
  return views[operatorId];
}
