import { cancelled } from '../../../data/app-error';
import { drawSlices, type Slice } from '../../../data/sketch/sample-slices';
import { createRandom } from '../../../math/random';
import { readBytes } from '../../files/read-pieces';

/** Bytes of a slice, with the byte before it and some behind it. */
export interface SliceBytes {
  slice: Slice;
  /** Begins one byte before the slice, unless that begins the data. */
  bytes: Uint8Array;
  /** Offset in the file of the first of `bytes`. */
  offset: number;
  isFirst: boolean;
  isLast: boolean;
}

const sliceCount = 64;
const sliceBytes = 2 ** 15;
const leastSlices = 8;
/** Room for the record that a slice begins and does not end. */
const beyondBytes = 2 ** 15;
const seed = 1;

/**
 * Reads random slices of a file of text from `from` on: 4 MiB, however large the file is; fewer and longer ones where
 * records are long, some 16 MiB at most where these are of a megabyte.
 */
export async function readSlices(
  file: Blob,
  from: number,
  signal?: AbortSignal,
  recordBytes = 0,
): Promise<SliceBytes[]> {
  const size = Math.max(sliceBytes, Math.ceil(2 * recordBytes));
  const count = Math.max(leastSlices, Math.floor((sliceCount * sliceBytes) / size));
  const beyond = Math.max(beyondBytes, Math.ceil(2 * recordBytes));
  const slices = drawSlices(from, file.size, count, size, createRandom(seed, 'look'));
  return Promise.all(
    slices.map(async (slice) => {
      const isFirst = slice.start === from;
      const offset = isFirst ? from : slice.start - 1;
      const end = Math.min(file.size, slice.end + beyond);
      const bytes = await readBytes(file.slice(offset, end));
      if (signal?.aborted) throw cancelled();
      return { slice, bytes, offset, isFirst, isLast: end === file.size };
    }),
  );
}

/** Places in the bytes of a slice where a line begins, from its start on. */
export function lineStarts({ bytes, isFirst }: SliceBytes): number[] {
  const starts = isFirst ? [0] : [];
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === 0x0a) starts.push(at + 1);
  }
  return starts;
}
