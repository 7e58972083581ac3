import type { SyncFile } from './database/sqlite-runtime';

const blockBytes = 2 ** 18;
const mostBlocks = 64;

/** Reads a file by blocks of 256 KiB and keeps the latest 64 of them: a database asks for a page at a time. */
export function cacheFile(file: SyncFile): SyncFile {
  const blocks = new Map<number, Uint8Array>();
  const blockAt = (index: number): Uint8Array => {
    const known = blocks.get(index);
    const block = known ?? file.read(index * blockBytes, blockBytes);
    blocks.delete(index);
    blocks.set(index, block);
    if (blocks.size > mostBlocks) blocks.delete(blocks.keys().next().value!);
    return block;
  };
  return {
    sizeBytes: file.sizeBytes,
    read: (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, file.sizeBytes - offset)));
      for (let done = 0; done < bytes.length;) {
        const at = offset + done;
        const block = blockAt(Math.floor(at / blockBytes));
        const start = at % blockBytes;
        const part = block.subarray(start, start + bytes.length - done);
        if (part.length === 0) return bytes.subarray(0, done);
        bytes.set(part, done);
        done += part.length;
      }
      return bytes;
    },
  };
}
