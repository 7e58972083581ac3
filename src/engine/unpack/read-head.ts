import { readBytes } from '../files/read-pieces';

const headBytes = 2 ** 16;

/**
 * The first 64 KiB of a file: enough to know it by. Of old Office documents, which tell at a place of their own
 * what they hold (MS-CFB 2.2), that sector too.
 */
export async function readHead(file: Blob): Promise<Uint8Array> {
  const head = await readBytes(file.slice(0, headBytes));
  const view = new DataView(head.buffer);
  const isCompound = head.length >= 512 && view.getUint32(0) === 0xd0cf11e0;
  if (!isCompound) return head;
  const sectorBytes = 2 ** Math.min(16, view.getUint16(30, true));
  const start = (view.getUint32(48, true) + 1) * sectorBytes;
  const directory = await readBytes(file.slice(start, start + 4096));
  return new Uint8Array(await new Blob([head, directory]).arrayBuffer());
}
