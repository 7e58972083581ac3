import { fuzzyScore } from './fuzzy';

/** Something that can be picked from a list. */
export interface PickItem {
  id: string;
  label: string;
  /** A heading that it stands under. */
  group?: string;
  /** Further words that find it. */
  keywords?: string;
  disabled?: boolean;
}

/** A list that is narrowed by typing and walked by keys: the command palette and every column picker. */
export class PickList<T extends PickItem> {
  query = $state('');
  #active = $state(0);
  readonly found: T[] = $derived.by(() => rank(this.items(), this.query));
  /** Index of the marked item among those found. */
  readonly active = $derived(Math.min(this.#active, Math.max(0, this.found.length - 1)));
  readonly current: T | undefined = $derived(this.found[this.active]);

  constructor(private readonly items: () => readonly T[]) {}

  search(query: string): void {
    this.query = query;
    this.#active = 0;
  }

  mark(index: number): void {
    this.#active = index;
  }

  /** Moves the mark; whether the key meant something here. */
  move(key: string): boolean {
    const last = this.found.length - 1;
    const targets: Record<string, number> = {
      ArrowDown: this.active === last ? 0 : this.active + 1,
      ArrowUp: this.active === 0 ? Math.max(0, last) : this.active - 1,
      PageDown: Math.min(last, this.active + 8),
      PageUp: Math.max(0, this.active - 8),
    };
    const target = targets[key];
    if (target === undefined) return false;
    this.#active = Math.max(0, target);
    return true;
  }
}

/** Items that answer the query, best first; all of them in their own order where nothing was typed. */
function rank<T extends PickItem>(items: readonly T[], query: string): T[] {
  if (query.trim() === '') return [...items];
  return items
    .map((item) => ({ item, score: scoreOf(item, query) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => b.score! - a.score!)
    .map(({ item }) => item);
}

function scoreOf(item: PickItem, query: string): number | undefined {
  const label = fuzzyScore(item.label, query);
  if (label !== undefined) return label + 10;
  return item.keywords === undefined ? undefined : fuzzyScore(item.keywords, query);
}
