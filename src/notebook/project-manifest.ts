import { AppError } from '../data/app-error';
import { notOurs, parseGuardedJson } from '../data/guarded-json';
import { JsonShape } from '../data/json-shape';

/** The newest layout of project files that this page knows: 1 holds no rows of tables, 2 does. */
export const projectFormat = 2;
const formatWithoutRows = 1;
export const projectEnding = '.assay';
export const projectMime = 'application/vnd.assay+zip';
export const manifestPath = 'manifest.json';

/** What a project file holds beside its manifest. */
export const statePaths = [
  'notebook.json',
  'history.json',
  'runs.json',
  'results.json',
  'ledger.json',
] as const;

export type StatePath = (typeof statePaths)[number];

export interface ManifestEntry {
  path: string;
  sha256: string;
  sizeBytes: number;
  /** Of an entry that holds the rows of a table. */
  rows?: NamedRows;
}

/** The table whose rows an entry holds, and how many there are. */
export interface NamedRows {
  table: string;
  rowCount: number;
}

/** What a project file says of itself: every other entry with its size and hash. */
export interface ProjectManifest {
  kind: 'assay project';
  format: number;
  title: string;
  /** ISO 8601, UTC. */
  savedAt: string;
  /** Whether files, tables, rows and models were left out. */
  aggregatesOnly: boolean;
  entries: ManifestEntry[];
}

export const sha256Pattern = /^[0-9a-f]{64}$/;

export const resultPath = (sha256: string): string => `results/${sha256}`;
export const sourcePath = (sha256: string): string => `files/${sha256}`;
export const rowsPath = (sha256: string): string => `rows/${sha256}`;

/** The format is the oldest that can hold the entries, so that older pages open what they know. */
export function writeManifest(manifest: Omit<ProjectManifest, 'kind' | 'format'>): string {
  const format = manifest.entries.some(({ rows }) => rows) ? projectFormat : formatWithoutRows;
  const whole = { kind: 'assay project', format, hashes, ...manifest };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** @throws AppError `newer_format` of a later version of Assay, `bad_document` of none */
export function readManifest(text: string): ProjectManifest {
  const shape = new JsonShape(parseGuardedJson(text, manifestPath), manifestPath);
  shape.at('kind').oneOf(['assay project']);
  const format = shape.at('format').count();
  if (format > projectFormat) throw newer(format);
  if (format < formatWithoutRows) throw shape.at('format').not(`1 to ${projectFormat}`);
  const entries = shape.at('entries').list().map(readEntry);
  checkEntries(entries);
  const aggregatesOnly = shape.at('aggregatesOnly').optional((flag) => flag.is()) ?? false;
  if ((aggregatesOnly || format === formatWithoutRows) && entries.some(({ rows }) => rows))
    throw notOurs(manifestPath, 'it names rows, and says that it holds none');
  return {
    kind: 'assay project',
    format,
    title: shape.at('title').text(),
    savedAt: shape.at('savedAt').text(),
    aggregatesOnly,
    entries,
  };
}

function readEntry(shape: JsonShape): ManifestEntry {
  const rows = shape.at('rows').optional(readRows);
  return {
    path: shape.at('path').text(),
    sha256: shape.at('sha256').text(sha256Pattern),
    sizeBytes: shape.at('sizeBytes').count(),
    ...(rows && { rows }),
  };
}

function readRows(shape: JsonShape): NamedRows {
  return { table: shape.at('table').text(), rowCount: shape.at('rowCount').count() };
}

/** Every state once, and nothing else than results, files and rows under the names of their own hashes. */
function checkEntries(entries: readonly ManifestEntry[]): void {
  const paths = new Set(entries.map(({ path }) => path));
  if (paths.size !== entries.length) throw notOurs(manifestPath, 'it names an entry twice');
  const missing = statePaths.find((path) => !paths.has(path));
  if (missing) throw notOurs(manifestPath, `it names no ${missing}`);
  for (const { path, sha256, rows } of entries) {
    const isKnown = rows
      ? path === rowsPath(sha256)
      : statePaths.some((known) => known === path) ||
        path === resultPath(sha256) ||
        path === sourcePath(sha256);
    if (!isKnown) throw notOurs(manifestPath, `it names an unknown entry: ${JSON.stringify(path)}`);
  }
}

function newer(format: number): AppError {
  return new AppError(
    'newer_format',
    `This project was saved by a newer Assay (format ${format}; this page knows ${projectFormat}). Update this page and open it again.`,
    { format },
  );
}

const hashes =
  'SHA-256 (hex) of the bytes. Of an entry over 256 MiB: SHA-256 of the SHA-256s (binary) of its pieces of 32 MiB, one behind the other.';
