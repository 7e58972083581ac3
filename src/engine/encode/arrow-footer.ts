import { findSchema } from './arrow-messages';

/** Where a record batch stands in an Arrow file. */
export interface ArrowBlock {
  offset: number;
  metadataBytes: number;
  bodyBytes: number;
}

const version5 = 4;
const blockBytes = 24;
/** Where the parts of the new table stand. Blocks hold 64-bit numbers, so the first of them is at a multiple of eight. */
const [fieldTable, table, blockCount, firstBlock] = [4, 16, 36, 40];

/**
 * The footer of an Arrow IPC file: a flatbuffer `Footer { version, schema, dictionaries, recordBatches }`. Offsets in
 * a flatbuffer only point onwards, so the metadata of the schema message is kept as it is behind the new table, which
 * points to the schema within it.
 */
export function arrowFooter(
  schema: Uint8Array,
  blocks: readonly ArrowBlock[],
): Uint8Array<ArrayBuffer> {
  const schemaStart = firstBlock + blockBytes * blocks.length;
  const bytes = new Uint8Array(schemaStart + schema.length);
  const view = new DataView(bytes.buffer);
  const point = (from: number, to: number): void => view.setUint32(from, to - from, true);
  point(0, table);
  [12, 16, 12, 4, 0, 8].forEach((value, index) =>
    view.setUint16(fieldTable + 2 * index, value, true),
  );
  view.setInt32(table, table - fieldTable, true);
  point(table + 4, schemaStart + findSchema(schema));
  point(table + 8, blockCount);
  view.setInt16(table + 12, version5, true);
  view.setUint32(blockCount, blocks.length, true);
  blocks.forEach((block, index) => writeBlock(view, firstBlock + blockBytes * index, block));
  bytes.set(schema, schemaStart);
  return bytes;
}

/** The struct `Block`: offset (64 bits), length of the metadata (32), padding, length of the body (64). */
function writeBlock(view: DataView, at: number, block: ArrowBlock): void {
  view.setBigInt64(at, BigInt(block.offset), true);
  view.setInt32(at + 8, block.metadataBytes, true);
  view.setBigInt64(at + 16, BigInt(block.bodyBytes), true);
}
