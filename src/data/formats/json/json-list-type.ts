import { quoteName } from '../../sql';
import { chooseType, type ColumnType } from '../csv/column-type';
import type { JsonNode } from './json-node';

/**
 * The type of the lists at a place, as DuckDB writes it (`BIGINT[]`, `STRUCT("x" DOUBLE)[]`), where all that stands in
 * them agrees; undefined where not, or where there is more than lists. Lists of nothing are lists of texts. Each place
 * below is told its type.
 */
export function listType(node: JsonNode): ColumnType | undefined {
  const { evidence, item } = node;
  if (!evidence || evidence.lists === 0 || evidence.nested > 0 || !item) return undefined;
  const type = valueType(item);
  return type && (node.type = { ...type, sql: `${type.sql}[]` });
}

/** The one type of the values at a place in a list. */
function valueType(node: JsonNode): ColumnType | undefined {
  node.type = chooseValueType(node);
  return node.type;
}

function chooseValueType(node: JsonNode): ColumnType | undefined {
  const { evidence } = node;
  if (!evidence) return { sql: 'VARCHAR', zoned: false };
  const { numbers, booleans, texts, nested, lists, objects } = evidence;
  const kinds = [numbers, booleans, texts, lists, objects].filter((count) => count > 0).length;
  if (nested > 0 || kinds > 1) return undefined;
  if (lists > 0) return listType(node);
  if (objects > 0) return structType(node);
  if (booleans > 0) return { sql: 'BOOLEAN', zoned: false };
  return chooseType(evidence.column);
}

/** The engine tells members apart without regard to case, and knows none without a name. */
function structType({ children }: JsonNode): ColumnType | undefined {
  const names = children.map(({ name }) => name.toLowerCase());
  const isUsable =
    new Set(names).size === names.length &&
    names.every((name) => name !== '' && !name.includes('\0'));
  const types = children.map(valueType);
  if (!isUsable || types.includes(undefined)) return undefined;
  const members = children.map(({ name }, index) => `${quoteName(name)} ${types[index]!.sql}`);
  const note = types.find((type) => type!.note !== undefined)?.note;
  return {
    sql: `STRUCT(${members.join(', ')})`,
    zoned: types.some((type) => type!.zoned),
    ...(note === undefined ? {} : { note }),
  };
}
