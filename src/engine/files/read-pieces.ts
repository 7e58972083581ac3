import { AppError, cancelled } from '../../data/app-error';
import { nextTask } from '../workers/next-task';

/** A piece of a file, in order. `end` is the offset behind it. */
export interface Piece {
  bytes: Uint8Array<ArrayBuffer>;
  end: number;
}

const pieceBytes = 8 * 2 ** 20;

/**
 * The bytes of a file in pieces of 8 MiB, each an array of its own.
 * @throws AppError `cancelled` between pieces, `unreadable_file` when the browser cannot read it any more.
 */
export async function* readPieces(
  file: Blob,
  signal?: AbortSignal,
  size: number = pieceBytes,
): AsyncGenerator<Piece> {
  for (let start = 0; start < file.size; start += size) {
    // Lets a cancel in: reading alone may not.
    if (start > 0) await nextTask();
    if (signal?.aborted) throw cancelled();
    const end = Math.min(start + size, file.size);
    yield { bytes: await readBytes(file.slice(start, end)), end };
  }
}

/** All bytes of a small blob. */
export async function readBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw new AppError(
      'unreadable_file',
      'The browser can no longer read this file: it was moved, changed or deleted since it was given. Give it again.',
      {},
      { cause },
    );
  }
}
