import type { SourceFile } from '../data/source';
import type { TableInfo } from '../data/table';
import { canonicalJson } from './fingerprint';
import {
  makersOf,
  type LineageRecord,
  type LineageRun,
  type OriginField,
  type RunOrigins,
} from './lineage-record';
import { datasetFacets, metricsFacet, type Facets, type MakeFacet } from './open-lineage-facets';
import type { RunRecord } from './run-record';

interface Dataset {
  namespace: string;
  name: string;
  facets: Facets;
  inputFacets?: Facets;
  outputFacets?: Facets;
}

/** One event of OpenLineage 2-0-2: a run that began, or ended. */
export interface OpenLineageEvent {
  eventType: 'START' | 'COMPLETE' | 'FAIL' | 'ABORT';
  eventTime: string;
  producer: string;
  schemaURL: string;
  run: { runId: string; facets: Facets };
  job: { namespace: string; name: string; facets: Facets };
  inputs: Dataset[];
  outputs: Dataset[];
}

const namespace = 'assay';
const schemaURL = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent';
const endings = { done: 'COMPLETE', failed: 'FAIL', cancelled: 'ABORT' } as const;

/** Two events a run, START and how it ended, in the order in which the runs began. */
export async function toOpenLineage(lineage: LineageRecord): Promise<OpenLineageEvent[]> {
  const makers = makersOf(lineage.runs);
  const events = await Promise.all(lineage.runs.map((run) => toEvents(lineage, run, makers)));
  return events.flat();
}

async function toEvents(
  { title, producer }: LineageRecord,
  run: LineageRun,
  makers: ReadonlyMap<string, LineageRun>,
): Promise<OpenLineageEvent[]> {
  const { record } = run;
  const facet = facetsOf(producer);
  const nameOf = (name: string): string => `${title}.${name}`;
  const sources = record.inputs.flatMap((fingerprint) => makers.get(fingerprint) ?? []);
  const inputs = [
    ...run.files.map((file) => fileDataset(file, facet)),
    ...sources.map((source) => inputDataset(source, nameOf, facet)),
  ];
  const shared = {
    producer,
    schemaURL,
    job: { namespace, name: nameOf(run.name), facets: jobFacets(run, facet) },
    inputs,
  };
  const runId = await runIdOf(record);
  const end = new Date(Date.parse(record.startedAt) + record.durationMs).toISOString();
  return [
    {
      ...shared,
      eventType: 'START',
      eventTime: record.startedAt,
      run: { runId, facets: engineFacets(record, facet) },
      outputs: [],
    },
    {
      ...shared,
      eventType: endings[record.outcome],
      eventTime: end,
      run: { runId, facets: { ...engineFacets(record, facet), ...errorFacet(record, facet) } },
      outputs: record.outcome === 'done' ? [outputDataset(run, sources, nameOf, facet)] : [],
    },
  ];
}

function facetsOf(producer: string): MakeFacet {
  return (schema, fields) => {
    const [name] = /[^/]+$/.exec(schema)!;
    const _schemaURL = `https://openlineage.io/spec/facets/${schema}.json#/$defs/${name}`;
    return { _producer: producer, _schemaURL, ...fields };
  };
}

function jobFacets({ record, title, question }: LineageRun, facet: MakeFacet): Facets {
  const { sql } = record.params;
  const { operator, operatorVersion: version, params } = record;
  const source = canonicalJson({ operator, version, params });
  return {
    jobType: facet('2-0-4/JobTypeJobFacet', {
      processingType: 'BATCH',
      integration: 'ASSAY',
      jobType: operator,
    }),
    documentation: facet('1-1-0/DocumentationJobFacet', { description: `${title}: ${question}` }),
    sourceCode: facet('1-0-1/SourceCodeJobFacet', { language: 'JSON', sourceCode: source }),
    ...(typeof sql === 'string' && sql.trim() !== ''
      ? { sql: facet('1-1-0/SQLJobFacet', { query: sql, dialect: 'duckdb' }) }
      : {}),
  };
}

function engineFacets({ engines }: RunRecord, facet: MakeFacet): Facets {
  const [first] = Object.entries(engines);
  if (!first) return {};
  const [name, version] = first;
  return { processing_engine: facet('1-1-1/ProcessingEngineRunFacet', { name, version }) };
}

function errorFacet({ error }: RunRecord, facet: MakeFacet): Facets {
  if (!error) return {};
  const fields = { message: error.message, programmingLanguage: 'TypeScript' };
  return { errorMessage: facet('1-0-1/ErrorMessageRunFacet', fields) };
}

function fileDataset({ name, sha256, sizeBytes }: SourceFile, facet: MakeFacet): Dataset {
  const version = facet('1-0-1/DatasetVersionDatasetFacet', { datasetVersion: sha256 });
  const metrics = metricsFacet({ bytes: sizeBytes }, facet);
  return {
    namespace: 'file',
    name,
    facets: sha256 === '' ? {} : { version },
    ...(sizeBytes > 0 ? { inputFacets: metrics } : {}),
  };
}

function inputDataset(
  source: LineageRun,
  nameOf: (name: string) => string,
  facet: MakeFacet,
): Dataset {
  const table = tableOf(source);
  return {
    namespace,
    name: nameOf(source.name),
    facets: datasetFacets(source, table, facet),
    ...(table ? { inputFacets: metricsFacet({ table }, facet) } : {}),
  };
}

function outputDataset(
  run: LineageRun,
  sources: readonly LineageRun[],
  nameOf: (name: string) => string,
  facet: MakeFacet,
): Dataset {
  const table = tableOf(run);
  const rows = table?.rowCount ?? run.record.rowsMade;
  const lineage = table ? columnLineage(run, table, sources, nameOf) : undefined;
  return {
    namespace,
    name: nameOf(run.name),
    facets: {
      ...datasetFacets(run, table, facet),
      ...(lineage ? { columnLineage: facet('1-2-0/ColumnLineageDatasetFacet', lineage) } : {}),
    },
    ...(rows === undefined
      ? {}
      : {
          outputFacets: {
            outputStatistics: facet('1-0-2/OutputStatisticsOutputDatasetFacet', { rowCount: rows }),
          },
        }),
  };
}

/**
 * What the columns of a table are made of, where that is known; else those that it takes over by name, each from the
 * inputs that have it. And all columns that the whole rests on: those by which rows are chosen, joined or grouped.
 */
function columnLineage(
  run: LineageRun,
  table: TableInfo,
  sources: readonly LineageRun[],
  nameOf: (name: string) => string,
): object | undefined {
  const { direct, indirect } = run.origins ?? originsByName(run, table, sources);
  const names = new Map(sources.map(({ record, name }) => [record.fingerprint, nameOf(name)]));
  const toInput = ({ fingerprint, field }: OriginField): InputField[] => {
    const name = names.get(fingerprint);
    return name === undefined ? [] : [{ namespace, name, field }];
  };
  const transformed = (type: string): { transformations: object[] } => ({
    transformations: [{ type }],
  });
  const fields = [...direct]
    .map(([name, origins]) => [name, origins.flatMap(toInput)] as const)
    .filter(([, inputFields]) => inputFields.length > 0)
    .map(([name, inputFields]) => {
      const known = inputFields.map((field) => ({ ...field, ...transformed('DIRECT') }));
      return [name, { inputFields: run.origins ? known : inputFields }] as const;
    });
  const dataset = indirect
    .flatMap(toInput)
    .map((field) => ({ ...field, ...transformed('INDIRECT') }));
  if (fields.length === 0 && dataset.length === 0) return undefined;
  return { fields: Object.fromEntries(fields), dataset };
}

interface InputField {
  namespace: string;
  name: string;
  field: string;
}

function originsByName(
  { columnsRead }: LineageRun,
  table: TableInfo,
  sources: readonly LineageRun[],
): RunOrigins {
  const read = sources.flatMap((source) =>
    (tableOf(source)?.columns ?? [])
      .filter(({ name }) => columnsRead?.includes(name) ?? true)
      .map(({ name }) => ({ fingerprint: source.record.fingerprint, field: name })),
  );
  const direct = table.columns.map(
    ({ name }) => [name, read.filter(({ field }) => field === name)] as const,
  );
  return { direct: new Map(direct), indirect: read };
}

function tableOf({ artifact }: LineageRun): TableInfo | undefined {
  return artifact?.kind === 'table' ? (artifact.value as TableInfo) : undefined;
}

/** The same run has the same id in every export: a UUID (version 8) out of a hash of it. */
async function runIdOf({ cell, fingerprint, startedAt }: RunRecord): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson({ cell, fingerprint, startedAt }));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).slice(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
