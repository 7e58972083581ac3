import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { toOpenLineage } from '../../src/notebook/open-lineage';
import { lineageRecord } from './lineage-runs';

describe('column lineage whose origins are known', () => {
  it('links columns under other names, and says by which rows are chosen', async () => {
    const [table, query] = lineageRecord.runs;
    const { fingerprint } = table!.record;
    const origins = {
      direct: new Map([
        ['city', [{ fingerprint, field: 'age' }]],
        ['lost', [{ fingerprint: 'gone', field: 'age' }]],
      ]),
      indirect: [{ fingerprint, field: 'income' }],
    };
    const runs = [table!, { ...query!, origins }];
    const events = await toOpenLineage({ ...lineageRecord, runs });
    const schema = new URL('../fixtures/lineage/open-lineage.schema.json', import.meta.url);
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
    expect(events.map((event) => validate(event))).toEqual(events.map(() => true));
    const place = { namespace: 'assay', name: 'People.c1_name' };
    expect(events[3]!.outputs[0]!.facets.columnLineage).toMatchObject({
      fields: {
        city: { inputFields: [{ ...place, field: 'age', transformations: [{ type: 'DIRECT' }] }] },
      },
      dataset: [{ ...place, field: 'income', transformations: [{ type: 'INDIRECT' }] }],
    });
  });
});
