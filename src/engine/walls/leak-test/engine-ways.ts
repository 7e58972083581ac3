import { quoteText } from '../../../data/sql';
import type { LeakTarget } from './way-out';

/** SQL that would reach out by way of the engine. */
export interface EngineWay {
  id: string;
  title: string;
  write(to: LeakTarget): string;
  /** It does nothing that leaves, and the engine takes it; what would use it is refused. */
  isIdle?: boolean;
}

const text = (address: string): string => quoteText(address);

export const engineWays: readonly EngineWay[] = [
  way('read-csv', 'read_csv of an address', (to) => `SELECT * FROM read_csv(${text(`${to}.csv`)})`),
  way('read-csv-sniff', 'sniff_csv of an address', (to) => `FROM sniff_csv(${text(`${to}.csv`)})`),
  way('read-text', 'read_text of an address', (to) => `FROM read_text(${text(`${to}.csv`)})`),
  way('read-blob', 'read_blob of an address', (to) => `FROM read_blob(${text(`${to}.csv`)})`),
  way('read-json', 'read_json of an address', (to) => `FROM read_json(${text(`${to}.json`)})`),
  way(
    'read-parquet',
    'read_parquet of an address',
    (to) => `FROM read_parquet(${text(`${to}.parquet`)})`,
  ),
  way('from', 'an address as a table', (to) => `SELECT * FROM '${to}.csv'`),
  way(
    'from-rows',
    'an address made of rows',
    (to) => `SELECT * FROM read_csv(${text(to)} || (SELECT string_agg(i, '') FROM range(3) r(i)))`,
  ),
  way('glob', 'list of files at an address', (to) => `FROM glob(${text(`${to}*`)})`),
  way('s3', 'bucket in a cloud (s3://)', (to) => `FROM read_csv(${text(cloud('s3', to))})`),
  way('gcs', 'bucket in a cloud (gcs://)', (to) => `FROM read_csv(${text(cloud('gcs', to))})`),
  way('hf', 'data set of a hub (hf://)', (to) => `FROM read_csv(${text(cloud('hf', to))})`),
  way('copy-to', 'COPY TO an address', (to) => `COPY (SELECT 1) TO ${text(`${to}.csv`)}`),
  way(
    'copy-from',
    'COPY FROM an address',
    (to) => `CREATE TEMP TABLE leak_test(a TEXT); COPY leak_test FROM ${text(`${to}.csv`)}`,
  ),
  way(
    'copy-parquet',
    'COPY TO an address as Parquet',
    (to) => `COPY (SELECT 1) TO ${text(`${to}.parquet`)} (FORMAT parquet)`,
  ),
  way('export', 'EXPORT DATABASE', (to) => `EXPORT DATABASE ${text(to)}`),
  way('import', 'IMPORT DATABASE', (to) => `IMPORT DATABASE ${text(to)}`),
  way('attach', 'ATTACH of an address', (to) => `ATTACH ${text(`${to}.db`)} AS leak`),
  way(
    'attach-sqlite',
    'ATTACH of another kind of database',
    (to) => `ATTACH ${text(`${to}.db`)} AS leak_lite (TYPE sqlite)`,
  ),
  way(
    'attach-postgres',
    'ATTACH of a server',
    (to) => `ATTACH ${text(`host=${new URL(to).hostname}`)} AS leak_pg (TYPE postgres)`,
  ),
  {
    ...way('install', 'INSTALL of an extension', (to) => `INSTALL leak FROM ${text(to)}`),
    isIdle: true,
  },
  way('load-installed', 'LOAD of an extension', () => 'LOAD leak'),
  way('load', 'LOAD from an address', (to) => `LOAD ${text(`${to}.duckdb_extension.wasm`)}`),
  way('load-known', 'LOAD of a known extension (httpfs)', () => 'LOAD httpfs'),
  way(
    'repository',
    'other store of extensions',
    (to) => `SET custom_extension_repository = ${text(to)}`,
  ),
  way('autoload', 'extensions by themselves again', () => 'SET autoload_known_extensions = true'),
  way('unlock', 'the lock opened', () => 'SET enable_external_access = true'),
  way('unlock-configuration', 'the configuration opened', () => 'SET lock_configuration = false'),
  way('directories', 'more folders allowed', () => `SET allowed_directories = ['https://']`),
  way('paths', 'more files allowed', (to) => `SET allowed_paths = [${text(to)}]`),
  way('home', 'other home folder', (to) => `SET home_directory = ${text(to)}`),
  way('proxy', 'requests by way of another', (to) => `SET http_proxy = ${text(to)}`),
  way('secret', 'secret for a cloud', () => `CREATE SECRET leak (TYPE s3, KEY_ID 'a', SECRET 'b')`),
  way('log', 'log written to a file', (to) => `SET log_query_path = ${text(to)}`),
  way('temp', 'other place for what does not fit', (to) => `SET temp_directory = ${text(to)}`),
  way('local-file', 'any file of this machine', () => `FROM read_text('/etc/passwd')`),
];

function way(id: string, title: string, write: (address: string) => string): EngineWay {
  return { id: `sql-${id}`, title, write: ({ http }) => write(`${http}/rows`) };
}

function cloud(scheme: string, address: string): string {
  return `${scheme}://${new URL(address).hostname}/rows.csv`;
}
