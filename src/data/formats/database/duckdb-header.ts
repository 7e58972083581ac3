import { AppError } from '../../app-error';

/** So many bytes at the start of a DuckDB file say what it is: its own header, and two of the database. */
export const duckdbHeadBytes = 3 * 4096;

/** Storage versions that DuckDB 1.4 reads: of DuckDB 0.9 to 1.4. */
const readable = { from: 64, to: 67 };
const usualBlockBytes = 2 ** 18;

/**
 * Checks a DuckDB file against its own headers, before the engine opens it: the engine would wait for ever for blocks
 * that a file cut off does not have.
 * @throws AppError `unreadable_file` for a newer or older storage version, or a file shorter than it says.
 */
export function checkDuckdbFile(head: Uint8Array, fileBytes: number, name: string): void {
  if (head.length < duckdbHeadBytes) throw cutOff(name);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const number = (at: number): number => Number(view.getBigUint64(at, true));
  const version = number(12);
  if (version > readable.to) throw unreadable(name, newer);
  if (version < readable.from) throw unreadable(name, older);
  // Behind a checksum: iteration, first block, free list, block count, block size. The later one is in force.
  const latest = number(4096 + 8) >= number(8192 + 8) ? 4096 : 8192;
  const blockCount = number(latest + 32);
  const blockBytes = number(latest + 40) || usualBlockBytes;
  if (fileBytes < duckdbHeadBytes + blockCount * blockBytes) throw cutOff(name);
}

const newer = `it was written in a storage format newer than that of DuckDB 1.4, which reads it here. In DuckDB, run ATTACH 'old.duckdb' AS old (STORAGE_VERSION 'v1.0.0') and COPY FROM DATABASE … TO old, or export the table as Parquet`;
const older =
  'it was written by a DuckDB before 0.9, whose format later versions do not read. Export the table as Parquet with the version that wrote it';

function cutOff(name: string): AppError {
  return unreadable(name, 'it is cut off, or is still being written. Get the file once more');
}

function unreadable(name: string, reason: string): AppError {
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be read as a DuckDB database: ${reason}.`,
    { name, reason },
  );
}
