import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TableInfo } from '../../../src/data/table';
import { crossTabulate, mutualInformation } from '../../../src/math/contingency';
import type { ColumnSignal } from '../../../src/methods/select/column-signal';
import type { MeasuredSignal } from '../../../src/operators/select/measure-signal';
import signal from '../../../src/operators/select/signal';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

const adultPath = new URL('../../../../shared/data/tabular/adult_train.csv', import.meta.url);

/** Signal, noise, traps and leaks, planted; names that clash with those of the generated SQL. */
const planted = `
  SELECT CASE WHEN y THEN 'yes' ELSE 'no' END AS y,
    CASE WHEN (hash(i) % 10) < 7 THEN (CASE WHEN y THEN 'up' ELSE 'down' END) ELSE 'flat' END AS c0,
    (hash(i + 7) % 5)::INTEGER AS n,
    (hash(i + 1) % 1000000)::INTEGER AS ticket,
    CASE WHEN y THEN 'T' ELSE 'F' END AS copy,
    CASE WHEN y THEN 'seen' END AS afterwards,
    (hash(i + 3) % 1000 / 1000.0 + CASE WHEN y THEN 0.3 ELSE 0 END)::DOUBLE AS c1,
    CASE WHEN hash(i + 4) % 4 = 0 THEN NULL ELSE ['red', 'green'][1 + (hash(i + 5) % 2)::INTEGER] END AS "a ""b""",
    'same' AS d
  FROM (SELECT i, hash(i + 11) % 3 = 0 AS y FROM range(3000) r(i))`;

let engine: NodeEngine;
let table: TableInfo;
let result: MeasuredSignal;

beforeAll(async () => {
  engine = await createNodeEngine();
  table = await engine.table(planted);
  result = await engine.run(signal, { table }, { target: 'y' });
}, 60_000);

describe('select.signal', () => {
  it('scores every column that has two values, and says why not the others', () => {
    expect(result.columns).toHaveLength(7);
    expect(result.unscored).toEqual([{ column: 'd', reason: expect.stringMatching(/constant/) }]);
    expect(result.target).toMatchObject({ task: 'binary', classes: ['no', 'yes'], rows: 3000 });
  });

  it('counts what a plain cross table counts, missing as a value', async () => {
    for (const name of ['c0', 'n', 'a "b"', 'ticket']) {
      const plugIn = getSignal(result, name).scores.byValue.plugIn;
      expect(plugIn).toBeCloseTo(await plainInformation(table, name, 'y'), 10);
    }
  });

  it('gives next to nothing to noise and all to a copy of the target', () => {
    expect(getSignal(result, 'n')).toMatchObject({ beyondChance: false });
    expect(getSignal(result, 'copy').scores.shareOfEntropy).toBeGreaterThan(0.99);
    expect(getSignal(result, 'c0').beyondChance).toBe(true);
    expect(getSignal(result, 'c1').scores).toMatchObject({ coding: 'bins' });
  });

  it('sees through a near-unique column', () => {
    const { scores, leaks } = getSignal(result, 'ticket');
    expect(scores.byValue.plugIn).toBeGreaterThan(0.6);
    expect(scores.information.score).toBeLessThan(0.01);
    expect(leaks.map(({ rule }) => rule)).toEqual(['near-unique']);
  });

  it('names the target in disguise and what is missing for one class', () => {
    const rules = (name: string): string[] => getSignal(result, name).leaks.map(({ rule }) => rule);
    expect(rules('copy')).toEqual(['target in disguise']);
    expect(rules('afterwards')).toEqual(['target in disguise', 'missing for one class']);
    expect(rules('c0')).toEqual([]);
  });

  it('says the answer first and offers what comes next', () => {
    const texts = signal.describe(result, params('y')).map(({ text }) => text);
    expect(texts[0]).toMatch(/^c0 .* and c1 .* tell most about y\. .*3,000 rows/);
    expect(texts.join('\n')).toContain('"ticket" is a trap');
    expect(signal.next!(result, params('y')).map(({ operator }) => operator)).toEqual([
      'select.feature-set',
      'select.redundancy',
      'select.leaks',
    ]);
  });

  it('draws ranked bars, and the trap beside them', () => {
    const figures = signal.figures!(result, params('y'));
    expect(figures).toHaveLength(2);
    expect(figures[0].alt).toMatch(/the longest is (copy|afterwards) with 0.6\d+ nats/);
  });

  it('adds slower scores on a stated sample', async () => {
    const more = await engine.run<MeasuredSignal>(signal, { table }, { target: 'y', more: true });
    expect(more.sampleRows).toBe(3000);
    expect(getSignal(more, 'c1').more!.neighbours).toBeGreaterThan(0.02);
    expect(getSignal(more, 'copy').more!.predictivePower).toBe(1);
    const [shown] = signal.table!(more, params('y'));
    expect(shown.columns.map(({ label }) => label)).toContain('Nearest neighbours');
    expect(shown.note).toContain('3,000 rows');
  });

  it('scores beside a number as beside classes', async () => {
    const numeric = await engine.run<MeasuredSignal>(signal, { table }, { target: 'c1' });
    expect(numeric.target).toMatchObject({ task: 'regression' });
    const { scores, pearson } = getSignal(numeric, 'ticket');
    expect(scores.information.pValue).toBeGreaterThan(0.001);
    expect(pearson).toBeLessThan(0.1);
    expect(getSignal(numeric, 'copy').scores.anova!.f).toBeGreaterThan(100);
    expect(getSignal(numeric, 'copy').beyondChance).toBe(true);
  });

  it('fetches rows where there are too many values to group, and counts the same', async () => {
    const wide = await engine.table(
      `SELECT hash(i) / 1e15 AS x, 'v' || hash(i) AS id, (hash(i + 1) % 40)::VARCHAR AS t FROM range(60000) r(i)`,
    );
    const found = await engine.run<MeasuredSignal>(signal, { table: wide }, { target: 't' });
    const entropy = found.target.entropy;
    for (const name of ['x', 'id']) {
      const { plugIn, baseline } = getSignal(found, name).scores.byValue;
      expect(plugIn).toBeCloseTo(entropy, 9);
      expect(baseline).toBeCloseTo(entropy, 9);
    }
    expect(getSignal(found, 'x').beyondChance).toBe(false);
  });

  it('leaves rows without a target out and says so', async () => {
    const holes = await engine.table(
      `SELECT i % 4 AS a, CASE WHEN i % 5 > 0 THEN i % 3 END AS t FROM range(500) r(i)`,
    );
    const found = await engine.run<MeasuredSignal>(signal, { table: holes }, { target: 't' });
    expect(found.target).toMatchObject({ rows: 400, missing: 100, task: 'multiclass' });
    const texts = signal.describe(found, params('t')).map(({ text }) => text);
    expect(texts).toContain('100 rows without t are left out.');
  });

  it('refuses a target with nothing to predict, in words', async () => {
    await expect(engine.run(signal, { table }, { target: 'd' })).rejects.toMatchObject({
      code: 'bad_param',
      message:
        'target: "d": it is the same in all 3,000 rows, so there is nothing to predict; choose another column',
    });
    const many = await engine.table(`SELECT 'k' || i AS id, i % 2 AS a FROM range(5000) r(i)`);
    await expect(engine.run(signal, { table: many }, { target: 'id' })).rejects.toMatchObject({
      code: 'bad_param',
      message: expect.stringContaining('5,000 different values'),
    });
  });

  it.each(existsSync(adultPath) ? [readFileSync(adultPath, 'utf8')] : [])(
    'finds in Adult what is known of it',
    async (csv) => {
      const adult = await engine.tableFromCsv(csv);
      const found = await engine.run<MeasuredSignal>(
        signal,
        { table: adult },
        { target: 'income' },
      );
      const known: [string, number][] = [
        ['relationship', 0.115285],
        ['marital_status', 0.109995],
        ['capital_gain', 0.082167],
        ['age', 0.068237],
        ['education', 0.064275],
        ['education_num', 0.064275],
        ['occupation', 0.063554],
        ['hours_per_week', 0.042255],
        ['capital_loss', 0.036713],
        ['sex', 0.02725],
        ['workclass', 0.014175],
        ['native_country', 0.006246],
        ['race', 0.005737],
      ];
      for (const [name, nats] of known) {
        expect(getSignal(found, name).scores.information.plugIn).toBeCloseTo(nats, 6);
        expect(getSignal(found, name)).toMatchObject({ beyondChance: true, leaks: [] });
      }
      const trap = getSignal(found, 'fnlwgt');
      expect(trap.scores.byValue.plugIn).toBeCloseTo(0.425, 3);
      expect(trap.scores.byValue.baseline).toBeCloseTo(0.411, 3);
      expect(trap.leaks[0].text).toMatch(/^"fnlwgt" is a trap: .* 77\.0 %/);
      expect(found.columns[0].column).toBe('relationship');
      expect(found.columns[found.columns.length - 1].column).toBe('fnlwgt');
    },
  );
});

function getSignal({ columns }: MeasuredSignal, name: string): ColumnSignal {
  const found = columns.find(({ column }) => column === name);
  if (!found) throw new RangeError(`not scored: ${name}`);
  return found;
}

function params(target: string): never {
  return { target, columns: [], more: false, bins: 32, shuffles: 100, seed: 1 } as never;
}

async function plainInformation(from: TableInfo, column: string, target: string): Promise<number> {
  const quoted = `"${column.replaceAll('"', '""')}"`;
  const answer = await engine.query(
    `SELECT ${quoted}::VARCHAR AS a, "${target}"::VARCHAR AS b FROM ${from.relation}`,
  );
  const [one, two] = [answer.codes('a'), answer.codes('b')];
  const rows = one.codes.map((code) => (code < 0 ? one.labels.length : code));
  return mutualInformation(
    crossTabulate(rows, one.labels.length + 1, two.codes, two.labels.length),
  );
}
