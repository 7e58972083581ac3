import { sensitivities, type Sensitivity } from '../data/table';
import type { CellDefinitions, Definition } from '../data/definition';

const mostCharacters = 10_000;
const textFields = ['description', 'unit', 'owner', 'source', 'collectedOn', 'terms'] as const;

/** The definitions that a file holds for a cell; what is not one is left out. */
export function readDefinitions(value: unknown): CellDefinitions | undefined {
  if (!isObject(value)) return undefined;
  const table = readDefinition(value.table);
  const given = Array.isArray(value.columns) ? (value.columns as unknown[]) : [];
  const columns = given.flatMap((pair) => {
    const [name, written] = Array.isArray(pair) ? (pair as unknown[]) : [];
    const definition = readDefinition(written);
    return typeof name === 'string' && definition
      ? [[name, definition] as [string, Definition]]
      : [];
  });
  if (!table && columns.length === 0) return undefined;
  return { ...(table && { table }), ...(columns.length > 0 && { columns }) };
}

function readDefinition(value: unknown): Definition | undefined {
  if (!isObject(value)) return undefined;
  const definition: Definition = {};
  for (const field of textFields) {
    const text = value[field];
    if (typeof text === 'string' && text !== '') definition[field] = text.slice(0, mostCharacters);
  }
  if (sensitivities.includes(value.sensitivity as Sensitivity))
    definition.sensitivity = value.sensitivity as Sensitivity;
  const tags = Array.isArray(value.tags) ? value.tags.filter((tag) => typeof tag === 'string') : [];
  if (tags.length > 0) definition.tags = tags;
  return Object.keys(definition).length === 0 ? undefined : definition;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
