/** A file in an archive that may be read as a table: what it is called there, and its size when unpacked. */
export interface ArchiveMember {
  name: string;
  sizeBytes: number;
}

const tables =
  /\.(csv|tsv|tab|json|geojson|ndjson|jsonl|parquet|pq|arrow|arrows|feather|ipc|xlsx|xlsm|ods|sqlite3?|db|duckdb|npy)(\.(gz|gzip|zst|zstd))?$/i;
const words = /\.(txt|dat|data)(\.(gz|zst))?$/i;
const neverTables = /(^|\/)(readme|licen[cs]e|copying|changelog|notice)(\.[a-z]+)?$/i;
/** What systems put into archives beside the files that were meant. */
const litter = /(^|\/)(__MACOSX\/|\.(?!\.?[\\/])|Thumbs\.db$|desktop\.ini$)/;

/**
 * The members of an archive that may be tables, likely ones first: by what their names end in, tables before
 * text before others; in the order of the archive otherwise. What systems leave behind is left out.
 */
export function orderMembers<M extends ArchiveMember>(members: readonly M[]): M[] {
  const useful = members.filter(({ name, sizeBytes }) => !litter.test(name) && sizeBytes > 0);
  return [0, 1, 2, 3].flatMap((rank) => useful.filter(({ name }) => rankOf(name) === rank));
}

function rankOf(name: string): number {
  if (neverTables.test(name)) return 3;
  if (tables.test(name)) return 0;
  return words.test(name) ? 1 : 2;
}

/** Whether a name tries to leave the folder that it would be unpacked into ("zip slip"). */
export function leavesFolder(name: string): boolean {
  return /^([a-z]:|[\\/])/i.test(name) || name.split(/[\\/]/).includes('..');
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
