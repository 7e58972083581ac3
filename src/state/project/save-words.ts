import type { Projects } from './projects.svelte';

/** How the open project is kept, in a word or two; `id` is also the name of its icon. */
export interface SaveWords {
  id: 'good' | 'running' | 'problem' | 'warning' | 'pin';
  words: string;
  /** The whole of it, for who asks. */
  help: string;
}

/** What the top bar says of the open project: kept, being kept, or not. */
export function saveWords({
  mode,
  access,
  keeper,
  isInMemory,
  list,
}: Projects): SaveWords | undefined {
  if (access === 'reading') {
    const help = 'Another tab has this project open and writes it. Here it can be looked at.';
    return { id: 'pin', words: 'Read only', help };
  }
  if (!mode || !keeper) return undefined;
  if (mode.mode === 'memory' || isInMemory) {
    const help = `Kept as long as this page is open: ${mode.reason ?? 'as you chose'}.`;
    return { id: 'warning', words: 'In memory only', help };
  }
  const { status, problem, keeping } = keeper.writer;
  if (status === 'failed' || problem)
    return { id: 'problem', words: 'Not saved', help: problem?.message ?? 'Saving failed.' };
  if (status === 'saving') return { id: 'running', words: 'Saving', help: 'Being written down.' };
  if (keeping !== undefined) {
    const help = `Every step is saved; ${keeping} is still being copied, whenever you and the engine rest.`;
    return { id: 'running', words: 'Saving', help };
  }
  const kept = 'Every step and result is kept in this browser, on this machine.';
  const help = list.space?.isPersisted ? kept : `${kept} It has not promised not to clear it.`;
  return { id: 'good', words: 'Saved', help };
}
