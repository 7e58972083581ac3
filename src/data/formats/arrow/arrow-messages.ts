/** What the messages of an Arrow IPC stream say, read without decoding them. */
export interface ArrowStream {
  /** Rows of all record batches. */
  rowCount: number;
  /** Offset behind the last message and the end mark. */
  end: number;
  /** Whether the end mark is there. */
  isEnded: boolean;
}

const recordBatch = 3;
const continuation = 0xffffffff;

/**
 * Walks through the messages of an Arrow stream: each is a mark, the size of its head, the head (a
 * Flatbuffers table) and a body. Stops at the end mark, or where no whole message stands. O(messages).
 * https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format
 */
export function walkArrowStream(bytes: Uint8Array): ArrowStream {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let rowCount = 0;
  for (let at = 0; ;) {
    if (at + 8 > bytes.length) return { rowCount, end: at, isEnded: false };
    const marked = view.getUint32(at, true) === continuation;
    const size = view.getInt32(at + (marked ? 4 : 0), true);
    const head = at + (marked ? 8 : 4);
    if (size === 0) return { rowCount, end: head, isEnded: true };
    if (size < 0 || head + size > bytes.length) return { rowCount, end: at, isEnded: false };
    const message = readMessage(new DataView(bytes.buffer, bytes.byteOffset + head, size));
    const next = head + size + (message?.bodyBytes ?? NaN);
    if (!message || !(next <= bytes.length)) return { rowCount, end: at, isEnded: false };
    rowCount += message.rowCount;
    at = next;
  }
}

/** Size of the body, and rows where it is a record batch; undefined where the head is none. */
function readMessage(head: DataView): { bodyBytes: number; rowCount: number } | undefined {
  try {
    const message = head.getUint32(0, true);
    const type = fieldAt(head, message, 1);
    const header = fieldAt(head, message, 2);
    const body = fieldAt(head, message, 3);
    const isBatch = type > 0 && head.getUint8(type) === recordBatch;
    const rows = isBatch ? fieldAt(head, header + head.getUint32(header, true), 0) : 0;
    return {
      bodyBytes: body > 0 ? Number(head.getBigInt64(body, true)) : 0,
      rowCount: rows > 0 ? Number(head.getBigInt64(rows, true)) : 0,
    };
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

/** Offset of a field of a Flatbuffers table; 0 where it is absent. */
function fieldAt(view: DataView, table: number, field: number): number {
  const vtable = table - view.getInt32(table, true);
  const slot = 4 + field * 2;
  if (slot >= view.getUint16(vtable, true)) return 0;
  const offset = view.getUint16(vtable + slot, true);
  return offset === 0 ? 0 : table + offset;
}
