import { readQuery, searchCatalogue } from '../notebook/catalogue-search';
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
  const titles = new Map(projects.map(({ id, about }) => [id, about.title]));
  return searchCatalogue(projects, readQuery(typed), new Date()).map(
    ({ project, entry, column }, index) => ({
      id: `${index} ${project} ${entry.cell}`,
      project,
      title: titles.get(project) ?? '',
      cell: entry.cell,
      name: entry.name,
      column: column?.name,
      detail: entry.detail,
      kind: column?.kind ?? entry.kind,
    }),
  );
}
