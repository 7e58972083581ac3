import type { ParquetChunk, ParquetFooter } from '../../../data/formats/parquet/parquet-footer';
import { readParquetPage, type ParquetPage } from '../../../data/formats/parquet/parquet-page';
import { ThriftFault } from '../../../data/formats/parquet/thrift-compact';
import { crc32 } from '../../../math/crc32';
import { readBytes } from '../../files/read-pieces';
import { createPauses } from '../../workers/pauses';

/** A longer page than this is no page that a table needs: it is a mistake, or meant to fill the memory. */
const largestPage = 2 ** 30;
const headerBytes = 2 ** 16;

/** Whether the pages of a file have checksums, by its first one: writers give all of them, or none. */
export async function hasChecksums(file: Blob, { rowGroups }: ParquetFooter): Promise<boolean> {
  const first = rowGroups.find(({ chunks }) => chunks.length > 0)?.chunks[0];
  return first !== undefined && (await peekPage(file, first))?.checksum !== undefined;
}

/** The column whose first page would unpack to more than 1 GiB; undefined where there is none. */
export async function findBomb(
  file: Blob,
  { rowGroups }: ParquetFooter,
): Promise<{ column: string; bytes: number } | undefined> {
  for (const chunk of rowGroups.flatMap(({ chunks }) => chunks)) {
    if (chunk.uncompressedBytes <= largestPage) continue;
    const bytes = (await peekPage(file, chunk))?.uncompressedBytes ?? 0;
    if (bytes > largestPage) return { column: chunk.column, bytes };
  }
  return undefined;
}

/**
 * Walks through all pages by their headers, and through their bytes where they have checksums. Answers what
 * is wrong first, in words; undefined where nothing is. Memory: the values of one column in one row group.
 */
export async function findPageFault(
  file: Blob,
  { rowGroups }: ParquetFooter,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const pause = createPauses(signal);
  for (const [index, { chunks }] of rowGroups.entries()) {
    for (const chunk of chunks) {
      const fault = await findChunkFault(file, chunk);
      if (fault) return `${fault} (column "${chunk.column}", row group ${index + 1})`;
      if (pause.isDue()) await pause.take();
    }
  }
  return undefined;
}

async function findChunkFault(file: Blob, chunk: ParquetChunk): Promise<string | undefined> {
  const { start, compressedBytes } = chunk;
  if (compressedBytes === 0) return undefined;
  if (start < 4 || start + compressedBytes > file.size) return 'values stand outside the file';
  const bytes = await readBytes(file.slice(start, start + compressedBytes));
  let hasDictionary = false;
  try {
    for (let at = 0; at < bytes.length;) {
      const page = readParquetPage(bytes, at);
      const fault = findFault(page, bytes, hasDictionary);
      if (fault) return fault;
      hasDictionary ||= page.kind === 'dictionary';
      at = page.start + page.compressedBytes;
    }
  } catch (thrown) {
    if (!(thrown instanceof ThriftFault)) throw thrown;
    return `the head of a page is broken: ${thrown.reason}`;
  }
  return undefined;
}

function findFault(
  page: ParquetPage,
  bytes: Uint8Array,
  hasDictionary: boolean,
): string | undefined {
  const { start, compressedBytes, checksum } = page;
  if (compressedBytes < 0 || page.uncompressedBytes < 0) return 'a page has a size below zero';
  if (start + compressedBytes > bytes.length) return 'a page is longer than its place';
  if (page.usesDictionary && !hasDictionary) return 'a page needs a dictionary that is not there';
  if (checksum === undefined) return undefined;
  const isSame = crc32(bytes.subarray(start, start + compressedBytes)) === checksum;
  return isSame ? undefined : 'the checksum of a page does not fit its bytes';
}

async function peekPage(file: Blob, { start }: ParquetChunk): Promise<ParquetPage | undefined> {
  try {
    return readParquetPage(await readBytes(file.slice(start, start + headerBytes)), 0);
  } catch (thrown) {
    if (thrown instanceof ThriftFault) return undefined;
    throw thrown;
  }
}
