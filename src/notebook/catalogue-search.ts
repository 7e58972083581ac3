import type { Definition } from '../data/definition';
import type { CatalogueColumn, CatalogueEntry, ProjectAbout } from './catalogue';

/** A place where something was found: a thing, or a column of it. */
export interface CatalogueHit {
  project: string;
  entry: CatalogueEntry;
  column?: CatalogueColumn;
}

/** What is asked for: all words somewhere, and all fields as given. */
export interface CatalogueQuery {
  words: string[];
  fields: [field: QueryField, value: string][];
}

export const queryFields = [
  ...(['kind', 'type', 'tag', 'owner', 'sensitivity', 'days', 'same'] as const),
] as const;

export type QueryField = (typeof queryFields)[number];

/**
 * `blood kind:table owner:"Ward 3" days:7`: words, and fields with their value; quotes hold words together.
 * `days` is the most days since it was made; `same:orders.id` finds columns with the values of that one.
 */
export function readQuery(text: string): CatalogueQuery {
  const query: CatalogueQuery = { words: [], fields: [] };
  for (const [, field, quoted, plain] of text.matchAll(/(?:(\w+):)?(?:"([^"]*)"|(\S+))/g)) {
    const value = (quoted ?? plain ?? '').toLowerCase();
    const known = queryFields.find((each) => each === field?.toLowerCase());
    if (known) query.fields.push([known, value]);
    else if (value !== '')
      query.words.push(field === undefined ? value : `${field}:${value}`.toLowerCase());
  }
  return query;
}

/** Everything that fits, things before their columns. An empty query finds every thing and no column. */
export function searchCatalogue(
  projects: readonly { id: string; about: ProjectAbout }[],
  query: CatalogueQuery,
  now: Date,
): CatalogueHit[] {
  const contents = contentsNamed(projects, query);
  const isEmpty = query.words.length === 0 && query.fields.length === 0;
  return projects.flatMap(({ id, about }) =>
    about.entries.flatMap((entry) => {
      const hits: CatalogueHit[] = fitsEntry(entry, query, now) ? [{ project: id, entry }] : [];
      const columns = isEmpty ? [] : (entry.columns ?? []);
      const fitting = columns.filter((column) => fitsColumn(entry, column, query, contents, now));
      return [...hits, ...fitting.map((column) => ({ project: id, entry, column }))];
    }),
  );
}

/** What the columns hold that a query asks for others like: named alone, or behind the name of their table. */
function contentsNamed(
  projects: readonly { about: ProjectAbout }[],
  { fields }: CatalogueQuery,
): Set<string> {
  const wanted = fields.flatMap(([field, value]) => (field === 'same' ? [value] : []));
  if (wanted.length === 0) return new Set();
  const named = projects.flatMap(({ about }) =>
    about.entries.flatMap((entry) =>
      (entry.columns ?? []).filter(({ name }) =>
        [name, `${entry.name}.${name}`].some((text) => wanted.includes(text.toLowerCase())),
      ),
    ),
  );
  return new Set(named.flatMap(({ content }) => content ?? []));
}

/** Columns of other things with just these values. */
export function sameContent(
  projects: readonly { id: string; about: ProjectAbout }[],
  content: string,
): CatalogueHit[] {
  return projects.flatMap(({ id, about }) =>
    about.entries.flatMap((entry) =>
      (entry.columns ?? [])
        .filter((column) => column.content === content)
        .map((column) => ({ project: id, entry, column })),
    ),
  );
}

function fitsEntry(entry: CatalogueEntry, { words, fields }: CatalogueQuery, now: Date): boolean {
  const { name, detail, definition, kind } = entry;
  if (!hasWords(words, [name, detail, kind, ...textsOf(definition)])) return false;
  return fields.every(([field, value]) => {
    if (field === 'kind') return kind === value || singular(value) === kind;
    if (field === 'type' || field === 'same') return false;
    return fitsField(field, value, definition, entry, now);
  });
}

function fitsColumn(
  entry: CatalogueEntry,
  column: CatalogueColumn,
  { words, fields }: CatalogueQuery,
  contents: ReadonlySet<string>,
  now: Date,
): boolean {
  const { name, kind, type, definition, content } = column;
  if (!hasWords(words, [name, ...textsOf(definition)])) return false;
  return fields.every(([field, value]) => {
    if (field === 'kind') return kind === value || value === 'column';
    if (field === 'type') return type.toLowerCase().startsWith(value);
    if (field === 'same') return content !== undefined && contents.has(content);
    return fitsField(field, value, definition, entry, now);
  });
}

function fitsField(
  field: Exclude<QueryField, 'kind' | 'type' | 'same'>,
  value: string,
  definition: Definition | undefined,
  { madeAt }: CatalogueEntry,
  now: Date,
): boolean {
  if (field === 'days') return madeAt !== undefined && daysBetween(madeAt, now) <= Number(value);
  if (field === 'tag') return (definition?.tags ?? []).some((tag) => tag.toLowerCase() === value);
  const text = field === 'owner' ? definition?.owner : definition?.sensitivity;
  return text?.toLowerCase().includes(value) ?? false;
}

function hasWords(words: readonly string[], texts: readonly string[]): boolean {
  const all = texts.join('\n').toLowerCase();
  return words.every((word) => all.includes(word));
}

function textsOf(definition: Definition | undefined): string[] {
  if (!definition) return [];
  const { description = '', owner = '', source = '', unit = '', tags = [] } = definition;
  return [description, owner, source, unit, ...tags];
}

function daysBetween(from: string, to: Date): number {
  return (to.getTime() - Date.parse(from)) / 86_400_000;
}

function singular(value: string): string {
  return value.endsWith('s') && value !== 'features' ? value.slice(0, -1) : value;
}
