import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toMlMetadata } from '../../src/notebook/ml-metadata';
import { lineageRecord } from './lineage-runs';

interface Field {
  repeated: boolean;
  map: boolean;
  enum?: string[];
  message?: string;
  kind?: string;
}

/** Fields of the messages of the proto, as its Python package has them; see the script beside it. */
const { messages } = JSON.parse(
  readFileSync(new URL('../fixtures/lineage/ml-metadata.json', import.meta.url), 'utf8'),
) as { messages: Record<string, Record<string, Field>> };

const graph = toMlMetadata(lineageRecord);

/** What protobuf's JSON parser would refuse. */
function faults(value: unknown, message: string, place = message): string[] {
  return Object.entries(value as object).flatMap(([name, given]) => {
    const field = messages[message]![name];
    if (!field) return [`${place}.${name}: no such field`];
    if (Array.isArray(given) !== field.repeated) return [`${place}.${name}: repeated or not`];
    const values: unknown[] = field.map ? Object.values(given as object) : [given].flat();
    return values.flatMap((each) => valueFaults(each, field, `${place}.${name}`));
  });
}

function valueFaults(value: unknown, field: Field, place: string): string[] {
  if (field.message) return faults(value, field.message, place);
  const fits =
    field.enum?.includes(value as string) ??
    (field.kind === 'int64' ? /^-?\d+$/.test(value as string) : typeof value === field.kind);
  return fits ? [] : [`${place}: ${JSON.stringify(value)}`];
}

describe('lineage as ML Metadata graph', () => {
  it('has the fields, kinds and enums of the proto', () => {
    expect(faults(graph, 'ml_metadata.LineageGraph')).toEqual([]);
    expect(faults({ events: [{ kind: 1 }] }, 'ml_metadata.LineageGraph')).not.toEqual([]);
  });

  it('has each run, each thing and each reading once', () => {
    expect(graph.executions.map(({ last_known_state: state }) => state)).toEqual([
      ...Array.from({ length: 6 }, () => 'COMPLETE'),
      'FAILED',
      'CANCELED',
    ]);
    expect(graph.artifacts).toHaveLength(7);
    expect(graph.events.filter(({ type }) => type === 'OUTPUT')).toHaveLength(6);
    expect(graph.artifact_types.map(({ name }) => name)).toEqual([
      'assay.File',
      'assay.Table',
      'assay.Model',
      'assay.Evaluation',
      'assay.Report',
    ]);
  });

  it('names only what is in it', () => {
    const ids = (things: { id: string }[]): Set<string> => new Set(things.map(({ id }) => id));
    const [artifacts, executions] = [ids(graph.artifacts), ids(graph.executions)];
    for (const event of graph.events) {
      expect(artifacts.has(event.artifact_id)).toBe(true);
      expect(executions.has(event.execution_id)).toBe(true);
    }
    for (const { type_id: type } of graph.artifacts)
      expect(ids(graph.artifact_types).has(type)).toBe(true);
    expect(graph.attributions).toHaveLength(graph.artifacts.length);
    expect(graph.associations).toHaveLength(graph.executions.length);
  });

  it('keeps whole numbers whole and values apart by kind', () => {
    expect(graph.executions[0]!.custom_properties).toMatchObject({
      'param seed': { int_value: '7' },
      'param share': { double_value: 0.25 },
      'param list': { string_value: '["a","b"]' },
      'engine duckdb': { string_value: '1.4.3' },
    });
  });
});
