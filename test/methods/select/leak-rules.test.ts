import { describe, expect, it } from 'vitest';
import { entropy } from '../../../src/math/entropy';
import { createRandom } from '../../../src/math/random';
import { countNames, type ColumnCounts } from '../../../src/methods/select/column-counts';
import { findColumnLeaks, type ColumnEvidence } from '../../../src/methods/select/leak-rules';
import { scoreSignal } from '../../../src/methods/select/signal';
import {
  findEntities,
  findKnownLater,
  findTimeColumns,
} from '../../../src/methods/select/time-leaks';
import { countRows, data } from './signal-fixture';

describe('findColumnLeaks', () => {
  it('finds nothing against an honest column', () => {
    expect(rulesOf(countRows(data.x, data.y))).toEqual([]);
  });

  it('finds the target under other names', () => {
    const [found] = findColumnLeaks(evidence(countRows(data.y, data.y)));
    expect(found).toMatchObject({ rule: 'target in disguise', level: 'problem', value: 1 });
    expect(found.text).toContain('"x" is "y" under other names');
  });

  it('finds a column that ranks the classes nearly perfectly', () => {
    const near = data.x.map((_, row) => 10 * data.y[row] + data.z[row] / 10);
    const [found] = findColumnLeaks(evidence(countRows(near, data.y)));
    expect(found.rule).toBe('target in disguise');
    expect(found.value).toBeGreaterThanOrEqual(0.98);
  });

  it('finds a column that predicts many classes nearly perfectly', () => {
    const counts = countRows(data.whole, data.three);
    expect(rulesOf(counts, { predictivePower: 0.81 })).toEqual(['target in disguise']);
    expect(rulesOf(counts, { predictivePower: 0.8 })).toEqual([]);
  });

  it('takes an identifier for an identifier, not for the target', () => {
    const unique = Float64Array.from(data.y, (_, row) => row);
    const counts = countRows(unique, data.y);
    expect(rulesOf(counts, { kind: 'identifier', distinct: 600 })).toEqual(['identifier']);
    expect(rulesOf(counts, { kind: 'category', distinct: 600 })).toEqual(['near-unique']);
    expect(findColumnLeaks(evidence(counts, { kind: 'text', distinct: 600 }))[0].level).toBe(
      'info',
    );
  });

  it('sees a trap where a count by value is mostly chance and bins find nothing', () => {
    const [found] = findColumnLeaks(evidence(countRows(data.near, data.y), { kind: 'integer' }));
    expect(found).toMatchObject({ rule: 'near-unique', level: 'warning' });
    expect(found.text).toMatch(/"x" is a trap: .* \(0\.345 nats\).* still gives 0\.35/);
  });

  it('does not call a finely measured number a trap when its bins show a signal', () => {
    const fine = data.x.map((value, row) => value + row * 1e-9);
    expect(rulesOf(countRows(fine, data.y), { kind: 'number', distinct: 600 })).toEqual([]);
  });

  it('sees when a value is there for one class only', () => {
    const pairs = { classes: [0, 0, 1, 1], weights: Float64Array.of(5, 150, 150, 5) };
    const counts = countNames([0, -1, 0, -1], ['a'], pairs, 2);
    expect(rulesOf(counts)).toEqual(['missing for one class']);
  });
});

describe('findKnownLater', () => {
  it('names dates that lie after the prediction', () => {
    const [found, ...others] = findKnownLater(
      [
        { column: 'paid', rows: 200, later: 50 },
        { column: 'born', rows: 200, later: 0 },
      ],
      'asked',
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: 'known later', columns: ['paid'], value: 0.25 });
    expect(found.text).toContain('"paid" is later than "asked" in 50 of 200 rows (25.0 %)');
  });
});

describe('findTimeColumns', () => {
  it('asks for a split by time where there are dates', () => {
    expect(findTimeColumns([])).toEqual([]);
    expect(findTimeColumns(['day'])[0]).toMatchObject({ rule: 'time', level: 'info' });
  });
});

describe('findEntities', () => {
  it('asks for a split by group where one comes several times', () => {
    expect(findEntities('patient', 300, 100)[0].text).toContain('comes 3 times on average');
    expect(findEntities('patient', 100, 100)).toEqual([]);
    expect(findEntities('patient', 0, 0)).toEqual([]);
  });
});

function evidence(counts: ColumnCounts, more: Partial<ColumnEvidence> = {}): ColumnEvidence {
  const options = { bins: 32, shuffles: 50, isRegression: false };
  const scores = scoreSignal(counts, options, createRandom(1));
  return {
    column: 'x',
    kind: 'number',
    target: 'y',
    rowCount: counts.table.total,
    distinct: 100,
    entropy: entropy(counts.table.columnTotals),
    scores,
    ...more,
  };
}

function rulesOf(counts: ColumnCounts, more: Partial<ColumnEvidence> = {}): string[] {
  return findColumnLeaks(evidence(counts, more)).map(({ rule }) => rule);
}
