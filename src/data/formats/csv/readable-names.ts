/** How names of files end that are read here; what a file is, its content tells. */
export const readableEndings: readonly string[] =
  'csv tsv tab txt dat json ndjson jsonl geojson parquet pq arrow arrows feather ipc xlsx xlsm ods sqlite sqlite3 db duckdb npy npz gz zst zip tar tgz'.split(
    ' ',
  );

/** Whether a file's name promises a table. */
export function looksReadable(name: string): boolean {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return ending !== undefined && readableEndings.includes(ending);
}
