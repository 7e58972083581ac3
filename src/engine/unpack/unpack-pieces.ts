import { Decompress } from 'fzstd';
import { AppError, isCancelled } from '../../data/app-error';
import { readPieces } from '../files/read-pieces';
import { CheckedGunzip } from './checked-gunzip';
import type { UnpackBudget } from './unpack-budget';

/** How bytes were made smaller; `deflate-raw` is what zip members are. */
export type Compression = 'gzip' | 'deflate-raw' | 'zstd';

export interface UnpackJob {
  /** For messages. */
  name: string;
  budget: UnpackBudget;
  signal?: AbortSignal;
  /** Packed bytes read so far. */
  onProgress?: (bytesRead: number) => void;
}

/** Fed at once: a bomb makes at most some 30 MB of it before the budget sees them. */
const stepBytes = 2 ** 15;
/** Largest window of Zstandard that is allowed for; the program itself asks before more. */
const largestWindow = 2 ** 27;

/**
 * The unpacked bytes of a file, in order, in pieces. Memory: a piece and the window of the method.
 * @throws AppError `unreadable_file` where it is cut off or damaged, `out_of_memory` beyond the budget, `cancelled`.
 */
export async function* unpackPieces(
  file: Blob,
  compression: Compression,
  job: UnpackJob,
): AsyncGenerator<Uint8Array> {
  try {
    if (compression === 'zstd') yield* unpackBySteps(file, job, createZstd);
    else yield* unpackByBrowser(file, compression, job);
  } catch (thrown) {
    throw thrown instanceof AppError || isCancelled(thrown) ? thrown : damaged(job.name, thrown);
  }
}

/** The browser's own decoder: the quickest, but it stops at the end of the first of several gzip members. */
async function* unpackByBrowser(
  file: Blob,
  compression: 'gzip' | 'deflate-raw',
  job: UnpackJob,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  let written = 0;
  const source = toStream(steps(file, job, (end) => (read = end)));
  const unpacked = source.pipeThrough(new DecompressionStream(compression)).getReader();
  try {
    for (;;) {
      const { value } = await unpacked.read();
      if (!value) return;
      written += value.length;
      job.budget.count(value.length, read / file.size);
      yield value;
    }
  } catch (thrown) {
    if (compression !== 'gzip' || thrown instanceof AppError) throw thrown;
    yield* skip(unpackBySteps(file, job, createGunzip, written), written);
  } finally {
    await unpacked.cancel().catch(() => undefined);
  }
}

interface Decoder {
  push(chunk: Uint8Array, final: boolean): void;
}

type CreateDecoder = (take: (piece: Uint8Array) => void) => Decoder;

const createZstd: CreateDecoder = (take) => new Decompress(take);
const createGunzip: CreateDecoder = (take) => new CheckedGunzip(take);

/** Decoders in JavaScript, fed step by step. `counted` bytes are in the budget already. */
async function* unpackBySteps(
  file: Blob,
  job: UnpackJob,
  create: CreateDecoder,
  counted = 0,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  let known = counted;
  let pieces: Uint8Array[] = [];
  const decoder = create((piece) => {
    const fresh = Math.max(0, piece.length - known);
    known -= piece.length - fresh;
    job.budget.count(fresh, Math.min(1, (read + stepBytes) / file.size));
    pieces.push(piece);
  });
  let isFirst = true;
  for await (const step of steps(file, job, (end) => (read = end))) {
    if (isFirst && create === createZstd) checkWindow(step);
    isFirst = false;
    decoder.push(step, read === file.size);
    yield* pieces;
    pieces = [];
  }
}

async function* steps(
  file: Blob,
  { signal, onProgress }: UnpackJob,
  onRead: (end: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const { bytes, end } of readPieces(file, signal)) {
    for (let at = 0; at < bytes.length; at += stepBytes) {
      const step = bytes.slice(at, at + stepBytes);
      onRead(end - bytes.length + at + step.length);
      yield step;
    }
    onProgress?.(end);
  }
}

function toStream(
  pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void pieces.return(undefined),
    },
    { highWaterMark: 0 },
  );
}

async function* skip(
  pieces: AsyncGenerator<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const piece of pieces) {
    if (left < piece.length) yield piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}

/** The window that the first frame asks for (RFC 8878, 3.1.1.1): it is allocated before a byte comes out. */
function checkWindow(head: Uint8Array): void {
  const flags = head[4]!;
  if ((flags & 0x20) !== 0) return checkSingleSegment(head, flags);
  const descriptor = head[5]!;
  const base = 2 ** (10 + (descriptor >> 3));
  if (base + (base / 8) * (descriptor & 7) > largestWindow) throw tooWide();
}

/** A frame of one segment has its whole size as window. */
function checkSingleSegment(head: Uint8Array, flags: number): void {
  const sizeBytes = [1, 2, 4, 8][flags >> 6]!;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3]!;
  let size = sizeBytes === 2 ? 256 : 0;
  for (let index = 0; index < sizeBytes; index += 1) {
    size += head[5 + dictionaryBytes + index]! * 256 ** index;
  }
  if (size > largestWindow) throw tooWide();
}

function tooWide(): RangeError {
  return new RangeError(
    'it asks for a window of more than 128 MiB; pack it once more without "--ultra --long"',
  );
}

function damaged(name: string, thrown: unknown): AppError {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const words = /EOF|end of|trunc|incomplete|Compressed input was truncated/i.test(reason)
    ? 'it is cut off before its end. Get the file once more'
    : `it is damaged (${reason})`;
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be unpacked: ${words}.`,
    { name, reason },
    { cause: thrown },
  );
}
