/** Framing of Arrow IPC messages: a mark, the size of the metadata, the metadata, the body. */
export interface ArrowMessage {
  /** From the mark to the end of the body. */
  bytes: Uint8Array<ArrayBuffer>;
  /** The flatbuffer alone. */
  metadata: Uint8Array;
  /** Mark, size and metadata together, as the footer of a file counts it. */
  metadataBytes: number;
  bodyBytes: number;
  isSchema: boolean;
}

const continuation = 0xffffffff;
/** Places in the table `Message` of the Arrow format. */
const fields = { kind: 1, header: 2, bodyLength: 3 } as const;
const schemaKind = 1;

/** The messages of an Arrow IPC stream, without its end mark. Views, not copies. */
export function splitMessages(ipc: Uint8Array): ArrowMessage[] {
  const messages: ArrowMessage[] = [];
  const view = new DataView(ipc.buffer, ipc.byteOffset, ipc.byteLength);
  let at = 0;
  while (at + 8 <= ipc.length) {
    if (view.getUint32(at, true) !== continuation) throw new RangeError('not an Arrow message');
    const size = view.getInt32(at + 4, true);
    if (size === 0) break;
    const metadata = ipc.subarray(at + 8, at + 8 + size);
    const bodyBytes = readBodyLength(metadata);
    const end = at + 8 + size + bodyBytes;
    messages.push({
      bytes: ipc.subarray(at, end) as Uint8Array<ArrayBuffer>,
      metadata,
      metadataBytes: 8 + size,
      bodyBytes,
      isSchema: readKind(metadata) === schemaKind,
    });
    at = end;
  }
  return messages;
}

/** Where the table `Schema` begins in the metadata of its message. */
export function findSchema(metadata: Uint8Array): number {
  const view = viewOf(metadata);
  const place = findField(view, fields.header)!;
  return place + view.getUint32(place, true);
}

function readKind(metadata: Uint8Array): number {
  const view = viewOf(metadata);
  const place = findField(view, fields.kind);
  return place === undefined ? 0 : view.getUint8(place);
}

function readBodyLength(metadata: Uint8Array): number {
  const view = viewOf(metadata);
  const place = findField(view, fields.bodyLength);
  return place === undefined ? 0 : Number(view.getBigInt64(place, true));
}

/** Where a field of the root table of a flatbuffer stands; `undefined` where it has its default. */
function findField(view: DataView, index: number): number | undefined {
  const table = view.getUint32(0, true);
  const fieldTable = table - view.getInt32(table, true);
  const slot = 4 + 2 * index;
  const offset =
    slot < view.getUint16(fieldTable, true) ? view.getUint16(fieldTable + slot, true) : 0;
  return offset === 0 ? undefined : table + offset;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
