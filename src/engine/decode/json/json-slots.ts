import type { JsonColumn } from '../../../data/formats/json/json-columns';
import type { JsonNode } from '../../../data/formats/json/json-node';
import type { ColumnBuilder } from '../arrow/column-builder';
import { createFixedBuilder } from '../arrow/fixed-builder';
import { ListBuilder } from '../arrow/list-builder';
import { StructBuilder } from '../arrow/struct-builder';
import { TextBuilder } from '../arrow/text-builder';

/** What collects the values of a place; within lists, their rows are those of the list's values. */
export interface JsonSlot {
  values: ColumnBuilder;
  list?: ListBuilder;
}

/** Room for so many values of lists, to begin with. */
const listedValues = 1_024;

/**
 * Builders for all places that hold values: the columns first, in their order, then what stands in lists. Tells each
 * node the number of its slot.
 */
export function createSlots(columns: readonly JsonColumn[], rows: number): JsonSlot[] {
  const inLists: JsonSlot[] = [];
  const slots = columns.map(({ node, type }): JsonSlot => {
    const values = node.type
      ? createList(node, rows, { columns: columns.length, slots: inLists })
      : createScalar(type.sql, rows);
    return { values };
  });
  return [...slots, ...inLists];
}

/** Slots of what stands in lists, which come behind those of the columns. */
interface Places {
  columns: number;
  slots: JsonSlot[];
}

/** A list whose values take slots of their own. */
function createList(node: JsonNode, rows: number, places: Places): ListBuilder {
  const inside: JsonSlot[] = [];
  const list = new ListBuilder(rows, createItem(node.items(), places, inside));
  for (const slot of inside) slot.list = list;
  return list;
}

/** What collects a place in a list; `inside` gets the slots whose rows are those of the list's values. */
function createItem(node: JsonNode, places: Places, inside: JsonSlot[]): ColumnBuilder {
  const values = createValues(node, places, inside);
  const slot: JsonSlot = { values };
  node.column = places.columns + places.slots.length;
  places.slots.push(slot);
  inside.push(slot);
  return values;
}

function createValues(node: JsonNode, places: Places, inside: JsonSlot[]): ColumnBuilder {
  const { lists = 0, objects = 0 } = node.evidence ?? {};
  if (lists > 0) return createList(node, listedValues, places);
  if (objects === 0) return createScalar(node.type!.sql, listedValues);
  const members = node.children.map(
    (child) => [child.name, createItem(child, places, inside)] as const,
  );
  return new StructBuilder(listedValues, members);
}

function createScalar(sql: string, rows: number): ColumnBuilder {
  return sql === 'VARCHAR' ? new TextBuilder(rows) : createFixedBuilder(sql, rows);
}
