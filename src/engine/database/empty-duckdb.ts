import { duckdbHeadBytes } from '../../data/formats/database/duckdb-header';

/**
 * A DuckDB file without any table, as the engine writes it, in the storage format that all since 0.9 read. The engine
 * makes a file that is missing, but takes one that is there and empty for damaged.
 */
export function emptyDuckdbFile(): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(duckdbHeadBytes);
  file.set(fromHex(fileHead), 0);
  file.set(fromHex(databaseHead), 4096);
  file.set(fromHex(databaseHead), 8192);
  return file;
}

/** Where the engine looks for the log of a database. */
export function logOf(path: string): string {
  return `${path}.wal`;
}

/** Checksum, `DUCK`, storage version 64, and which engine wrote it. */
const fileHead = `67fd9328818d2eb3 4455434b 4000000000000000${'00'.repeat(32)}76312e342e33${'00'.repeat(26)}64316463383866393530`;

/** Checksum, iteration 0, no blocks, vector size 2048, and which engine wrote it. */
const databaseHead = `c48025b08a4e3fd2 0000000000000000 ${'ff'.repeat(16)} 0000000000000000 0000040000000000 0008000000000000 0100000000000000${'00'.repeat(20)}64316463383866393530`;

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/[0-9a-f]{2}/g)!, (byte) => parseInt(byte, 16));
}
