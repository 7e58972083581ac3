import { readQuery, sameContent, searchCatalogue } from '../notebook/catalogue-search';
import type { CatalogueHit } from '../notebook/catalogue-search';
import type { KnownProject } from './project-list.svelte';

/** Something that was found in some project, as a list shows it. */
export interface FoundThing {
  id: string;
  project: string;
  /** Of the project. */
  title: string;
  cell: string;
  name: string;
  column?: string;
  detail: string;
  /** What it is, for its icon: of a column, what it means. */
  kind: string;
}

/** Tables, columns, models and the like that fit what was typed, over all projects. */
export function searchProjects(projects: readonly KnownProject[], typed: string): FoundThing[] {
  return toFound(projects, searchCatalogue(projects, readQuery(typed), new Date()));
}

/** Columns of other tables, here or in other projects, that hold just the same values as this one. */
export function sameColumns(
  projects: readonly KnownProject[],
  openId: string | undefined,
  cell: string,
  column: string,
): FoundThing[] {
  const open = projects.find(({ id }) => id === openId);
  const own = open?.about.entries.find((entry) => entry.cell === cell);
  const content = own?.columns?.find(({ name }) => name === column)?.content;
  if (content === undefined) return [];
  const hits = sameContent(projects, content).filter(
    (hit) => hit.project !== openId || hit.entry.cell !== cell || hit.column?.name !== column,
  );
  return toFound(projects, hits);
}

function toFound(projects: readonly KnownProject[], hits: readonly CatalogueHit[]): FoundThing[] {
  const titles = new Map(projects.map(({ id, about }) => [id, about.title]));
  return hits.map(({ project, entry, column }, index) => ({
    id: `${index} ${project} ${entry.cell}`,
    project,
    title: titles.get(project) ?? '',
    cell: entry.cell,
    name: entry.name,
    column: column?.name,
    detail: entry.detail,
    kind: column?.kind ?? entry.kind,
  }));
}
