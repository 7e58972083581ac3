import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { toOpenLineage, type OpenLineageEvent } from '../../src/notebook/open-lineage';
import { lineageRecord } from './lineage-runs';

/** Made from the classes that OpenLineage publishes; see the script beside it. */
const schema = JSON.parse(
  readFileSync(new URL('../fixtures/lineage/open-lineage.schema.json', import.meta.url), 'utf8'),
) as object;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);
let events: OpenLineageEvent[];

beforeAll(async () => {
  events = await toOpenLineage(lineageRecord);
});

describe('lineage as OpenLineage events', () => {
  it('fits the published schema', () => {
    expect(events).toHaveLength(16);
    for (const event of events) {
      validate(event);
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it('is refused by that schema where something is amiss', () => {
    const [event] = events;
    expect(validate({ ...event, eventTime: 'yesterday' })).toBe(false);
    expect(validate({ ...event, run: { runId: 'x' } })).toBe(false);
    expect(validate({ ...event, job: { namespace: 'a' } })).toBe(false);
    expect(validate({ ...event, other: 1 })).toBe(false);
  });

  it('begins and ends each run under one id, the same in every export', async () => {
    const types = events.map(({ eventType }) => eventType);
    expect(types.filter((type) => type === 'START')).toHaveLength(8);
    expect(types.slice(-4)).toEqual(['START', 'FAIL', 'START', 'ABORT']);
    expect(events[0]!.run.runId).toBe(events[1]!.run.runId);
    expect(new Set(events.map(({ run }) => run.runId)).size).toBe(8);
    expect(await toOpenLineage(lineageRecord)).toEqual(events);
    expect(events[1]!.eventTime).toBe('2026-11-28T08:00:00.012Z');
  });

  it('says which columns a table takes over and rests on, and what is known of inputs', () => {
    const query = events[3]!;
    expect(query.outputs[0]!.facets.columnLineage).toMatchObject({
      fields: { city: { inputFields: [{ name: 'People.c1_name', field: 'city' }] } },
      dataset: [{ field: 'city' }, { field: 'income' }],
    });
    expect(query.inputs[0]!.inputFacets!.dataQualityMetrics).toMatchObject({
      rowCount: 1200,
      columnMetrics: { age: { nullCount: 0, distinctCount: 5 } },
    });
    expect(query.inputs[0]!.facets).toMatchObject({
      documentation: { description: 'People of a town' },
      schema: { fields: [{ name: 'city' }, { name: 'age', description: 'In years' }, {}] },
    });
    expect(query.job.facets.sql).toMatchObject({ query: 'SELECT city FROM people' });
    expect(events[1]!.inputs[0]).toMatchObject({ namespace: 'file', name: 'people.csv' });
  });
});
