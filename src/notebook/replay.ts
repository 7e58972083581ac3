import type { SavedRun } from './saved-runs';

/** How a cell came out beside what the notebook file says of it. */
export interface ReplayOutcome {
  cell: string;
  outcome: 'same' | 'different' | 'failed' | 'not run';
  /** What differs, or why nothing can be said. */
  words: string[];
}

/** Most figures of a cell that are named where they differ. */
const mostFigures = 5;

/** Sets what a cell came to now beside what was saved of it; `now` is absent where it has not run. */
export function compareReplay(
  cell: string,
  saved: SavedRun | undefined,
  now: SavedRun | undefined,
  failure?: string,
): ReplayOutcome {
  if (!now) return { cell, outcome: 'not run', words: [] };
  if (now.outcome !== 'done') return failed(cell, saved, failure);
  if (!saved) return { cell, outcome: 'not run', words: ['The file says nothing of its result.'] };
  if (saved.outcome !== 'done')
    return { cell, outcome: 'different', words: [`It had ${saved.outcome}, and now is done.`] };
  const words = [...tableWords(saved, now), ...figureWords(saved, now)];
  const isSame = saved.digest === now.digest && words.length === 0;
  if (isSame) return { cell, outcome: 'same', words: [] };
  const isUnnamed = words.length === 0;
  return {
    cell,
    outcome: 'different',
    words: isUnnamed ? ['Its result is another one, in more than its leading figures.'] : words,
  };
}

function failed(cell: string, saved: SavedRun | undefined, failure = 'It failed.'): ReplayOutcome {
  const before = saved?.outcome === 'failed' ? ['It had failed before as well.'] : [];
  return { cell, outcome: 'failed', words: [failure, ...before] };
}

function tableWords({ table: before, engine }: SavedRun, now: SavedRun): string[] {
  const after = now.table;
  if (!before || !after) return [];
  const types = new Map(after.columns);
  const was = new Map(before.columns);
  const words = [
    ...(before.rows === after.rows ? [] : [`${before.rows} rows were ${after.rows} now`]),
    ...before.columns.filter(([name]) => !types.has(name)).map(([name]) => `no column ${name}`),
    ...after.columns.filter(([name]) => !was.has(name)).map(([name]) => `new column ${name}`),
    ...before.columns
      .filter(([name, type]) => types.has(name) && types.get(name) !== type)
      .map(([name, type]) => `${name}: ${type} is ${types.get(name)}`),
  ];
  const isComparable = engine === now.engine && before.checksum && after.checksum;
  const hasOtherValues = isComparable && before.checksum !== after.checksum;
  return words.length === 0 && hasOtherValues ? ['values differ'] : words;
}

function figureWords({ figures = [] }: SavedRun, now: SavedRun): string[] {
  const after = new Map(now.figures);
  const words = figures
    .filter(([label, value]) => after.has(label) && !Object.is(after.get(label), value))
    .map(([label, value]) => `${label}: ${value} is ${after.get(label)}`);
  const rest = words.length - mostFigures;
  return rest > 0 ? [...words.slice(0, mostFigures), `and ${rest} more figures`] : words;
}
