import { notOurs } from '../../data/guarded-json';
import { unpackValue } from '../../data/packed/unpack-value';

/** What a packed result says of the table that it is of. */
export interface StatedTable {
  rowCount: number;
  columns: { name: string; type: string }[];
}

/** A result is unpacked as a whole. */
const mostBytes = 2 ** 30;

/**
 * Unpacks a result to see that it is one; answers what it states of a table, where it is of one.
 * @throws AppError `bad_value`, `bad_document` where it is not what a project keeps
 */
export async function readStatedTable(blob: Blob): Promise<StatedTable | undefined> {
  if (blob.size > mostBytes) throw notOurs('results', `one takes ${blob.size} bytes`);
  const stored = unpackValue(new Uint8Array(await blob.arrayBuffer()));
  const { value, result = value } = isObject(stored) ? stored : {};
  if (!isObject(value) || !isObject(result)) throw notOurs('results', 'one is not a result');
  const { rowCount, columns } = value;
  if (typeof rowCount !== 'number' || !Array.isArray(columns)) return undefined;
  const stated = columns.map((column: unknown) => (isObject(column) ? column : {}));
  return {
    rowCount,
    columns: stated.map(({ name, type }) => ({ name: String(name), type: String(type) })),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
