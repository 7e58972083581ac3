import { looksReadable } from '../../data/formats/csv/readable-names';
import type { Workbench } from '../workbench.svelte';

/** A file that came with others, and where it lay. */
export interface FoundFile {
  file: File;
  /** With folders, as in `2020/january.csv`. */
  path: string;
}

/** Opening more than these at once is never the first choice. */
const fewFiles = 12;

/** What is in a folder, or among many files dropped together, and which of them are to be opened. */
export class FolderChoice {
  readonly found: readonly FoundFile[];
  chosen: ReadonlySet<string> = $state.raw(new Set());
  readonly files: readonly FoundFile[] = $derived.by(() =>
    this.found.filter(({ path }) => this.chosen.has(path)),
  );
  readonly sizeBytes = $derived.by(() =>
    this.files.reduce((size, { file }) => size + file.size, 0),
  );

  constructor(found: readonly FoundFile[]) {
    this.found = [...found].sort((a, b) => (a.path < b.path ? -1 : 1));
    this.chosen = new Set(this.readable.slice(0, fewFiles).map(({ path }) => path));
  }

  /** Files whose names promise a table; the others can be chosen too. */
  get readable(): FoundFile[] {
    return this.found.filter(({ file, path }) => looksReadable(path) && file.size > 0);
  }

  toggle(path: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(path)) chosen.add(path);
    this.chosen = chosen;
  }

  chooseReadable(): void {
    this.chosen = new Set(this.readable.map(({ path }) => path));
  }

  chooseNone(): void {
    this.chosen = new Set();
  }

  /** Opens each chosen file as a cell; one that cannot be read says so there. */
  async openEach(workbench: Workbench): Promise<string[]> {
    const ids: string[] = [];
    for (const { file } of this.files) ids.push(...(await workbench.open([file]).catch(() => [])));
    return ids;
  }

  /** Opens the chosen files and puts their tables together by name; the cell that does so. */
  async openTogether(workbench: Workbench): Promise<string | undefined> {
    const opened: { id: string; path: string }[] = [];
    for (const { file, path } of this.files) {
      const ids = await workbench.open([file], {}, { profile: false }).catch(() => []);
      opened.push(...ids.map((id) => ({ id, path })));
    }
    if (opened.length === 0) return undefined;
    for (const { id } of opened) workbench.toggleCollapsed(id);
    const labels = opened.map(({ id, path }) => [
      workbench.runs.of(id).artifact!.fingerprint,
      path,
    ]);
    return workbench.add('source.combine', {
      inputs: { tables: opened.map(({ id }) => id) },
      params: { labels },
      name: 'combined',
    });
  }
}

/** Whether files are shown first before any is opened: a folder, or more than a person drops one by one. */
export function asksFirst(found: readonly FoundFile[]): boolean {
  return found.length > fewFiles || found.some(({ path }) => path.includes('/'));
}
