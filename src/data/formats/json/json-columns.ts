import { AppError } from '../../app-error';
import { mostColumns } from '../csv/column-limit';
import { repairNames } from '../csv/column-names';
import { chooseType, type ColumnType } from '../csv/column-type';
import { listType } from './json-list-type';
import type { JsonEvidence, JsonNode } from './json-node';

/** A column of the table that JSON records make. */
export interface JsonColumn {
  name: string;
  type: ColumnType;
  /** The place of its values. */
  node: JsonNode;
}

/**
 * The columns of surveyed records, in order of first appearance; tells each node its column. Values of
 * several kinds become text, each as it was written.
 * @throws AppError `unreadable_file` for more columns than a table may have.
 */
export function chooseColumns(root: JsonNode): { columns: JsonColumn[]; notes: string[] } {
  const nodes = collect(root).sort(
    (first, second) => first.evidence!.order - second.evidence!.order,
  );
  if (nodes.length > mostColumns) throw tooManyColumns(nodes.length);
  const { names, notes } = repairNames(nodes.map(({ path }) => path));
  const columns = nodes.map((node, index) => {
    node.column = index;
    return { name: names[index]!, type: columnType(node), node };
  });
  const typeNotes = columns.flatMap(({ name, type: { note, zoned } }) => [
    ...(note ? [`"${name}" ${note}`] : []),
    ...(zoned ? [`"${name}" holds times with an offset; they are kept in UTC.`] : []),
  ]);
  return { columns, notes: [...notes, ...typeNotes] };
}

/**
 * One column for records that hold nothing, `{}` or `[]`: each is kept as it was written, and none at all
 * make a table without rows.
 */
export function wholeRecords(root: JsonNode): { columns: JsonColumn[]; notes: string[] } {
  root.close();
  const node = root.named('value');
  node.column = 0;
  const type: ColumnType = { sql: 'VARCHAR', zoned: false };
  return {
    columns: [{ name: 'value', type, node }],
    notes: ['The records hold no keys and no values; each is kept as it was written.'],
  };
}

/** Names and types alone. */
export function tableColumns(columns: readonly JsonColumn[]): { name: string; type: string }[] {
  return columns.map(({ name, type }) => ({ name, type: type.sql }));
}

/** Nodes that hold values; one that only ever was null beside being an object holds none. */
function collect(node: JsonNode): JsonNode[] {
  const { evidence, children } = node;
  const present =
    evidence && evidence.numbers + evidence.booleans + evidence.texts + nestedCount(evidence);
  const isColumn = evidence !== undefined && (present! > 0 || children.length === 0);
  return [...(isColumn ? [node] : []), ...children.flatMap(collect)];
}

function nestedCount({ nested, lists }: JsonEvidence): number {
  return nested + lists;
}

function columnType(node: JsonNode): ColumnType {
  const evidence = node.evidence!;
  const { numbers, booleans, texts } = evidence;
  const nested = nestedCount(evidence);
  const kinds = [
    { name: 'numbers', count: numbers },
    { name: 'true or false', count: booleans },
    { name: 'texts', count: texts },
    { name: 'lists or objects', count: nested },
  ].filter(({ count }) => count > 0);
  if (kinds.length > 1) {
    const names = kinds.map(({ name }) => name).join(' and ');
    return { sql: 'VARCHAR', zoned: false, note: `holds ${names}; it is kept as text.` };
  }
  if (booleans > 0) return { sql: 'BOOLEAN', zoned: false };
  if (nested > 0) return listType(node) ?? { sql: 'VARCHAR', zoned: false, note: listNote(node) };
  return chooseType(evidence.column);
}

function listNote({ item }: JsonNode): string {
  return item
    ? 'holds lists whose values do not agree; they are kept as JSON text.'
    : 'holds lists or objects; they are kept as JSON text.';
}

function tooManyColumns(count: number): AppError {
  return new AppError(
    'unreadable_file',
    `The records hold ${count.toLocaleString('en')} different keys, more than the ${mostColumns.toLocaleString('en')} columns that a table may have. Are there values written as keys? Write them as values.`,
    { columns: count },
  );
}
