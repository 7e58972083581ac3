import { AppError } from '../../app-error';
import { countWords, formatCount } from '../../format';
import { checkColumnCount, mostColumns } from '../csv/column-limit';
import { repairNames } from '../csv/column-names';
import { chooseType, type ColumnType } from '../csv/column-type';
import { writtenOtherwise, type WrittenOtherwise } from '../csv/written-otherwise';
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
 * several kinds become text, each as it was written. Where there are more than a table may have, just those that are
 * `wanted`.
 * @throws AppError `too_large` for more columns than a table may have.
 */
export function chooseColumns(
  root: JsonNode,
  wanted?: readonly string[],
): { columns: JsonColumn[]; notes: string[] } {
  const { names, nodes, notes } = namedNodes(root);
  const isWide = nodes.length > mostColumns;
  if (isWide && !wanted) throw tooManyColumns(nodes.length);
  const chosen = isWide ? new Set(wanted) : undefined;
  const columns = nodes.flatMap((node, index): JsonColumn[] => {
    const name = names[index]!;
    return chosen?.has(name) === false ? [] : [{ name, type: columnType(node), node }];
  });
  checkColumnCount(columns.length, 'The document');
  for (const [index, { node }] of columns.entries()) node.column = index;
  const typeNotes = columns.flatMap(({ name, type: { note, zoned }, node }) => [
    ...(note ? [`"${name}" ${note}`] : []),
    ...otherwiseNotes(name, node),
    ...(zoned ? [`"${name}" holds times with an offset; they are kept in UTC.`] : []),
  ]);
  const narrowed = isWide
    ? [
        `${countWords(columns.length, 'column')} of the ${formatCount(nodes.length)} in the file were read, as chosen.`,
      ]
    : [];
  return { columns, notes: [...narrowed, ...notes, ...typeNotes] };
}

/** The places that hold values, in order of first appearance, and what their columns are called. */
export function namedNodes(root: JsonNode): {
  names: string[];
  nodes: JsonNode[];
  notes: string[];
} {
  const nodes = collect(root).sort(
    (first, second) => first.evidence!.order - second.evidence!.order,
  );
  return { nodes, ...repairNames(nodes.map(({ path }) => path)) };
}

/** Numbers whose sign their type does not show. */
function otherwiseNotes(name: string, node: JsonNode): string[] {
  const found = changedIn(node);
  const count = found.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return [];
  const { written, shown } = found[0]!;
  return [
    `"${name}" holds ${countWords(count, 'number')} shown otherwise than written, such as ${written} → ${shown}.`,
  ];
}

function changedIn({ evidence, type, item, children, isInList }: JsonNode): WrittenOtherwise[] {
  const own = evidence && writtenOtherwise(evidence.column, type ?? chooseType(evidence.column));
  const inside = isInList ? children : [];
  return [own, ...[...(item ? [item] : []), ...inside].flatMap(changedIn)].filter(
    (each) => each !== undefined,
  );
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
  if (nested > 0) return listColumn(node);
  return chooseType(evidence.column);
}

function listColumn(node: JsonNode): ColumnType {
  const type = listType(node);
  if (!type) return { sql: 'VARCHAR', zoned: false, note: listNote(node) };
  if (!node.isMap) return type;
  const about = type.note === undefined ? '' : ` It ${type.note}`;
  const note = `holds objects whose keys are data; each is a list of its keys with their values.${about}`;
  return { ...type, note };
}

function listNote({ item, isMap }: JsonNode): string {
  if (isMap)
    return 'holds objects whose keys are data and whose values do not agree; they are kept as JSON text.';
  return item
    ? 'holds lists whose values do not agree; they are kept as JSON text.'
    : 'holds lists or objects; they are kept as JSON text.';
}

function tooManyColumns(count: number): AppError {
  return new AppError(
    'too_large',
    `The records hold ${count.toLocaleString('en')} different keys, more than the ${mostColumns.toLocaleString('en')} columns that a table may have. Nothing was started. Choose some of them; where values are written as keys, write them as values.`,
    { columns: count },
  );
}
