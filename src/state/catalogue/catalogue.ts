import { readQuery, sameContent, searchCatalogue } from '../../notebook/catalogue-search';
import type { CatalogueHit } from '../../notebook/catalogue-search';
import type { ColumnPlace, JoinProposal } from '../../notebook/join-proposals';
import { latestOf } from '../../data/feature-set';
import type { KeptFeatureSet } from './feature-store.svelte';
import type { KnownProject } from '../project/project-list.svelte';

export { proposeJoins, proposeJoinsOf } from '../../notebook/join-proposals';
export type { JoinProposal };

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
  /** Of a column: other places that have the same values. */
  others: number;
  /** What it is, for its icon: of a column, what it means. */
  kind: string;
}

/** Tables, columns, models and the like that fit what was typed, over all projects. */
export function searchProjects(projects: readonly KnownProject[], typed: string): FoundThing[] {
  return toFound(projects, searchCatalogue(projects, readQuery(typed), new Date()));
}

/** What to type to see the proposed joins, and those of one name. */
export const joinsQuery = 'kind:join';

/** What to type to see all columns with the values of one. */
export function sameQuery(table: string, column: string): string {
  const name = `${table}.${column}`;
  return name.includes('"') ? name : `same:"${name}"`;
}

/** Whether proposed joins are asked for. */
export function asksForJoins(typed: string): boolean {
  return readQuery(typed).fields.some(
    ([field, value]) => field === 'kind' && /^joins?$/.test(value),
  );
}

/** Of the proposed joins those whose tables, columns or projects have all words. */
export function searchJoins(
  projects: readonly KnownProject[],
  found: readonly JoinProposal[],
  typed: string,
): JoinProposal[] {
  const titles = new Map(projects.map(({ id, about }) => [id, about.title]));
  const { words } = readQuery(typed);
  const namesOf = ({ project, entry, column }: ColumnPlace): string[] => [
    `${entry.name}.${column.name}`,
    titles.get(project) ?? '',
  ];
  return found.filter(({ from, to }) => {
    const all = [...namesOf(from), ...namesOf(to)].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** What to type to see the kept feature sets. */
export const featuresQuery = 'kind:feature';

/** Whether kept feature sets are asked for by their kind. */
export function asksForFeatures(typed: string): boolean {
  return readQuery(typed).fields.some(([field, value]) => field === 'kind' && isFeatureKind(value));
}

/** Of the kept feature sets those that fit what was typed; none for an empty search. */
export function searchFeatures(sets: readonly KeptFeatureSet[], typed: string): KeptFeatureSet[] {
  const { words, fields } = readQuery(typed);
  if (words.length + fields.length === 0) return [];
  const isAsked = asksForFeatures(typed);
  return sets.filter(({ set }) => {
    const { name, description, owner, sensitivity, sql, savedAt } = latestOf(set);
    const all = [name, description, owner, sql].join('\n').toLowerCase();
    const sought = isAsked ? words.filter((word) => word !== 'set' && word !== 'sets') : words;
    if (!sought.every((word) => all.includes(word))) return false;
    return fields.every(([field, value]) => {
      if (field === 'kind') return isFeatureKind(value);
      if (field === 'owner') return owner.toLowerCase().includes(value);
      if (field === 'sensitivity') return sensitivity.includes(value);
      return field === 'days' && Date.now() - Date.parse(savedAt) <= Number(value) * 86_400_000;
    });
  });
}

function isFeatureKind(value: string): boolean {
  return /^feature[ -]?sets?$|^features?$/.test(value);
}

/** A name of a proposed join that stays when projects are looked at anew. */
export function joinKey({ from, to }: JoinProposal): string {
  return JSON.stringify(
    [from, to].map(({ project, entry, column }) => [project, entry.cell, column.name]),
  );
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
  const places = countContents(projects);
  return hits.map(({ project, entry, column }, index) => ({
    id: `${index} ${project} ${entry.cell}`,
    project,
    title: titles.get(project) ?? '',
    cell: entry.cell,
    name: entry.name,
    column: column?.name,
    detail: entry.detail,
    others: Math.max(0, (places.get(column?.content ?? '') ?? 1) - 1),
    kind: column?.kind ?? entry.kind,
  }));
}

/** In how many places each content of a column stands. */
function countContents(projects: readonly KnownProject[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { about } of projects)
    for (const { columns = [] } of about.entries)
      for (const { content } of columns)
        if (content !== undefined) counts.set(content, (counts.get(content) ?? 0) + 1);
  return counts;
}
