import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import commonValues, {
  type CommonValuesReport,
} from '../../../src/operators/profile/common-values';
import overlaps from '../../fixtures/sketch/overlaps.json';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

async function compare(first: string, second: string): Promise<CommonValuesReport> {
  const inputs = { first: await engine.table(first), second: await engine.table(second) };
  const params = { column: inputs.first.columns[0]!.name, other: inputs.second.columns[0]!.name };
  return engine.run<CommonValuesReport>(commonValues, inputs, params);
}

describe('profile.common-values', () => {
  it.each(overlaps)('counts $first against $second as sets do', async (exact) => {
    const [first, second] = await Promise.all(
      [exact.first, exact.second].map(async ([file, column], index) => {
        const text = readFileSync(`node_modules/vega-datasets/data/${file}.csv`, 'utf8');
        const path = await engine.session.registerFile(`${index}.csv`, new Blob([text]));
        return `SELECT "${column}" FROM read_csv('${path}', all_varchar = true)`;
      }),
    );
    const found = await compare(first!, second!);
    expect([found.first.distinct, found.second.distinct]).toEqual(exact.distinct);
    expect(found.both / found.first.distinct).toBeCloseTo(exact.firstInSecond, 12);
    expect(found.both / found.second.distinct).toBeCloseTo(exact.secondInFirst, 12);
  });

  it('tells the rows that match and those of the join as the join itself does', async () => {
    const first = 'SELECT CASE WHEN i % 7 > 0 THEN i % 50 END AS a FROM range(1000) r(i)';
    const second = 'SELECT (i % 40)::DOUBLE AS b FROM range(300) r(i)';
    const found = await compare(first, second);
    const joined = await engine.query(
      `SELECT count(*)::DOUBLE AS n FROM (${first}) JOIN (${second}) ON a = b`,
    );
    expect(found.joined).toBe(joined.numbers('n')[0]);
    const matched = await engine.query(
      `SELECT count(*)::DOUBLE AS n FROM (${first}) WHERE a IN (${second})`,
    );
    expect(found.first.matched).toBe(matched.numbers('n')[0]);
    expect(found.comparedAs).toBe('number');
  });

  it.each([
    ['SELECT DATE %s AS a', 'SELECT TIMESTAMP %s AS b', 'time', 1],
    ['SELECT 7 AS a', "SELECT '7' AS b", 'text', 1],
    ['SELECT 9007199254740993 AS a', 'SELECT 9007199254740992 AS b', 'number', 0],
    ['SELECT [1, 2] AS a', 'SELECT [1, 2] AS b', 'text', 1],
    ['SELECT NULL::INTEGER AS a', 'SELECT NULL::INTEGER AS b', 'number', 0],
  ])('compares %s with %s as %s', async (first, second, comparedAs, both) => {
    const date = "'2020-01-01'";
    const found = await compare(first.replace('%s', date), second.replace('%s', date));
    expect(found).toMatchObject({ comparedAs, both });
  });
});
