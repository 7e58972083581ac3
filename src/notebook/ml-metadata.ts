import type { SourceFile } from '../data/source';
import type { TableInfo } from '../data/table';
import { canonicalJson } from './fingerprint';
import { makersOf, type LineageRecord, type LineageRun } from './lineage-record';
import type { RunRecord } from './run-record';

/** A value of a property: `ml_metadata.Value`. Whole numbers are texts, as in protobuf's JSON. */
type Value = { int_value: string } | { double_value: number } | { string_value: string };

type Properties = Record<string, Value>;

interface TypeOf {
  id: string;
  name: string;
  properties: Record<string, 'INT' | 'DOUBLE' | 'STRING'>;
}

interface MlArtifact {
  id: string;
  type_id: string;
  name: string;
  uri: string;
  state: 'LIVE';
  properties: Properties;
}

interface MlExecution {
  id: string;
  type_id: string;
  name: string;
  last_known_state: 'COMPLETE' | 'FAILED' | 'CANCELED';
  create_time_since_epoch: string;
  last_update_time_since_epoch: string;
  properties: Properties;
  custom_properties: Properties;
}

interface MlEvent {
  artifact_id: string;
  execution_id: string;
  type: 'INPUT' | 'OUTPUT';
  path: { steps: ({ key: string } | { index: string })[] };
  milliseconds_since_epoch: string;
}

/**
 * `ml_metadata.LineageGraph` (google/ml-metadata, metadata_store.proto) as protobuf's JSON with the names of the
 * proto. `contexts` holds the notebook; all artifacts and executions are of it.
 */
export interface MlLineageGraph {
  artifact_types: TypeOf[];
  execution_types: TypeOf[];
  context_types: TypeOf[];
  artifacts: MlArtifact[];
  executions: MlExecution[];
  contexts: { id: string; type_id: string; name: string; properties: Properties }[];
  events: MlEvent[];
  attributions: { artifact_id: string; context_id: string }[];
  associations: { execution_id: string; context_id: string }[];
}

const artifactProperties = { fingerprint: 'STRING', rows: 'INT', columns: 'INT' } as const;
const fileProperties = { sha256: 'STRING', bytes: 'INT' } as const;
const executionProperties = {
  operator_version: 'INT',
  fingerprint: 'STRING',
  seed: 'INT',
  backend: 'STRING',
  rows_read: 'INT',
  duration_ms: 'DOUBLE',
  error: 'STRING',
} as const;

/** All runs of a notebook in the shape of ML Metadata's lineage graph. */
export function toMlMetadata({ title, at, runs }: LineageRecord): MlLineageGraph {
  const artifacts = new Numbered<MlArtifact>();
  const artifactTypes = new Numbered<TypeOf>();
  const executionTypes = new Numbered<TypeOf>();
  const makers = makersOf(runs);
  const executions: MlExecution[] = [];
  const events: MlEvent[] = [];

  const typeOf = (name: string, properties: TypeOf['properties']): string =>
    artifactTypes.idOf(name, (id) => ({ id, name, properties }));
  const fileId = (file: SourceFile): string => {
    const type = typeOf('assay.File', fileProperties);
    return artifacts.idOf(`file ${file.sha256 || file.name}`, (id) => toFile(file, id, type));
  };
  const artifactId = (fingerprint: string): string => {
    const maker = makers.get(fingerprint);
    const type = typeOf(typeName(maker), artifactProperties);
    return artifacts.idOf(fingerprint, (id) => toArtifact(fingerprint, maker, id, type));
  };

  runs.forEach((run, index) => {
    const { record, files } = run;
    const name = `assay.${record.operator}`;
    const type = executionTypes.idOf(name, (id) => ({ id, name, properties: executionProperties }));
    const execution = toExecution(run, String(index + 1), type);
    executions.push(execution);
    const event = (artifact: string, kind: MlEvent['type'], key: string, place: number): void => {
      const time =
        kind === 'INPUT'
          ? execution.create_time_since_epoch
          : execution.last_update_time_since_epoch;
      events.push({
        artifact_id: artifact,
        execution_id: execution.id,
        type: kind,
        path: { steps: [{ key }, { index: String(place) }] },
        milliseconds_since_epoch: time,
      });
    };
    files.forEach((file, place) => event(fileId(file), 'INPUT', 'file', place));
    record.inputs
      .filter((fingerprint) => fingerprint !== '')
      .forEach((fingerprint, place) => event(artifactId(fingerprint), 'INPUT', 'input', place));
    if (record.outcome === 'done') event(artifactId(record.fingerprint), 'OUTPUT', 'result', 0);
  });

  const context = { id: '1', type_id: '1', name: title, properties: { written_at: text(at) } };
  return {
    artifact_types: artifactTypes.all,
    execution_types: executionTypes.all,
    context_types: [{ id: '1', name: 'assay.Notebook', properties: { written_at: 'STRING' } }],
    artifacts: artifacts.all,
    executions,
    contexts: [context],
    events,
    attributions: artifacts.all.map(({ id }) => ({ artifact_id: id, context_id: '1' })),
    associations: executions.map(({ id }) => ({ execution_id: id, context_id: '1' })),
  };
}

/** Things by key, each made and numbered when it is first asked for. */
class Numbered<T> {
  readonly #ids = new Map<string, string>();
  readonly all: T[] = [];

  idOf(key: string, make: (id: string) => T): string {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = String(this.#ids.size + 1);
    this.#ids.set(key, id);
    this.all.push(make(id));
    return id;
  }
}

function toFile({ name, sha256, sizeBytes }: SourceFile, id: string, typeId: string): MlArtifact {
  const properties = { sha256: text(sha256), bytes: whole(sizeBytes) };
  return { id, type_id: typeId, name, uri: fileUri(sha256, name), state: 'LIVE', properties };
}

function fileUri(sha256: string, name: string): string {
  return sha256 === '' ? `assay:sample/${encodeURIComponent(name)}` : `urn:sha256:${sha256}`;
}

function toArtifact(
  fingerprint: string,
  maker: LineageRun | undefined,
  id: string,
  typeId: string,
): MlArtifact {
  const table = tableOf(maker);
  return {
    id,
    type_id: typeId,
    name: `${maker?.name ?? 'unknown'} ${fingerprint.slice(0, 12)}`,
    uri: `assay:artifact/${fingerprint}`,
    state: 'LIVE',
    properties: {
      fingerprint: text(fingerprint),
      ...(table ? { rows: whole(table.rowCount), columns: whole(table.columns.length) } : {}),
    },
  };
}

function tableOf(run: LineageRun | undefined): TableInfo | undefined {
  return run?.artifact?.kind === 'table' ? (run.artifact.value as TableInfo) : undefined;
}

function typeName(maker: LineageRun | undefined): string {
  const kind = maker?.kind ?? 'unknown';
  return `assay.${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

const states = { done: 'COMPLETE', failed: 'FAILED', cancelled: 'CANCELED' } as const;

function toExecution({ record, name }: LineageRun, id: string, typeId: string): MlExecution {
  const startedAt = Date.parse(record.startedAt);
  return {
    id,
    type_id: typeId,
    name: `${name} ${id}`,
    last_known_state: states[record.outcome],
    create_time_since_epoch: String(startedAt),
    last_update_time_since_epoch: String(Math.round(startedAt + record.durationMs)),
    properties: executionValues(record),
    custom_properties: customValues(record),
  };
}

function executionValues(record: RunRecord): Properties {
  const { seed, backend, error } = record;
  return {
    operator_version: whole(record.operatorVersion),
    fingerprint: text(record.fingerprint),
    rows_read: whole(record.rowsRead),
    duration_ms: { double_value: record.durationMs },
    ...(seed === undefined ? {} : { seed: whole(seed) }),
    ...(backend === undefined ? {} : { backend: text(backend) }),
    ...(error ? { error: text(`${error.code}: ${error.message}`) } : {}),
  };
}

/** Params as the person set them, and versions of engines. */
function customValues({ params, engines }: RunRecord): Properties {
  const values = Object.entries(params).map(([name, value]) => [`param ${name}`, toValue(value)]);
  const versions = Object.entries(engines).map(([name, version]) => [
    `engine ${name}`,
    text(version),
  ]);
  return Object.fromEntries([...values, ...versions]) as Properties;
}

function toValue(value: unknown): Value {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? whole(value) : { double_value: value };
  return text(typeof value === 'string' ? value : canonicalJson(value));
}

function whole(value: number): Value {
  return { int_value: String(value) };
}

function text(value: string): Value {
  return { string_value: value };
}
