import { describe, expect, it } from 'vitest';
import { planCsv } from '../../../src/data/formats/csv/csv-plan';
import { RecordScanner } from '../../../src/data/formats/csv/record-scanner';
import { RecordStream } from '../../../src/data/formats/csv/record-stream';
import { ColumnSketch } from '../../../src/data/sketch/column-sketch';
import { CsvSketch } from '../../../src/data/sketch/csv-sketch';
import { readSketch, type SketchedColumn } from '../../../src/data/sketch/sketched-column';
import { sketchSize } from '../../../src/data/sketch/sketch-size';
import { sampleMoments } from '../../../src/math/moments';
import { quantiles } from '../../../src/math/quantiles';
import { createRandom } from '../../../src/math/random';

const size = sketchSize(1, 0);

/** The columns of a CSV, sketched in so many parts and merged. */
function sketchCsv(text: string, types: string[], parts = 1): SketchedColumn[] {
  const bytes = new TextEncoder().encode(text);
  const plan = planCsv(bytes, 'made.csv');
  const scanner = new RecordScanner(plan.dialect);
  const sketches = Array.from(
    { length: parts },
    () => new CsvSketch(plan.dialect, plan.names.length, size),
  );
  let row = 0;
  const stream = new RecordStream(scanner, (read) => sketches[row++ % parts]!.add(scanner, read));
  stream.push(bytes.subarray(plan.dataStart), true);
  return plan.names.map((name, column) => {
    const merged = new ColumnSketch(size);
    for (const { columns } of sketches) merged.merge(structuredClone(columns[column]!.state()));
    return readSketch(name, types[column]!, merged);
  });
}

const random = createRandom(8);
const values = Array.from({ length: 3_000 }, () => Math.round(random.normal() * 1e6) / 1e3);
const groups = values.map(() => 'abcdef'[Math.floor(random.next() * random.next() * 6)]!);
const csv = `value,group,whole,day,flag,"quoted, name"\n${values
  .map((value, row) => {
    const missing = row % 10 === 0;
    const day = `2020-01-${String(1 + (row % 31)).padStart(2, '0')}`;
    return `${missing ? '' : value},${groups[row]},${row % 7},${day},${row % 3 === 0},"say ""${row % 2}"""`;
  })
  .join('\n')}\n`;
const types = ['DOUBLE', 'VARCHAR', 'BIGINT', 'DATE', 'BOOLEAN', 'VARCHAR'];

describe('readSketch', () => {
  it.each([1, 4])('gives the statistics of the values in %i parts', (parts) => {
    const [number] = sketchCsv(csv, types, parts);
    const present = values.filter((_, row) => row % 10 !== 0);
    const exact = sampleMoments(present);
    const { numbers } = number!;
    expect(number).toMatchObject({ name: 'value', rows: 3_000, missing: 300, kind: 'number' });
    for (const name of ['count', 'mean', 'std', 'skewness', 'kurtosis'] as const)
      expect(numbers![name]).toBeCloseTo(exact[name], 8);
    expect([numbers!.min, numbers!.max]).toEqual([Math.min(...present), Math.max(...present)]);
    expect(numbers!.negatives).toBe(present.filter((value) => value < 0).length);
    const probabilities = numbers!.quantiles.map(({ probability }) => probability);
    const found = numbers!.quantiles.map(({ value }) => value);
    expect(numbers!.rankError).toBe(0);
    expect(found).toEqual([...quantiles(present, probabilities)]);
    expect(number!.histogram!.counts.reduce((sum, count) => sum + count, 0)).toBe(present.length);
    const distinct = new Set(present).size;
    expect(Math.abs(number!.distinct / distinct - 1)).toBeLessThan(4 * number!.distinctError);
  });

  it.each([1, 3])('counts texts, whole numbers, days and truth exactly in %i parts', (parts) => {
    const [, group, whole, day, flag, quoted] = sketchCsv(csv, types, parts);
    const counts = new Map<string, number>();
    for (const value of groups) counts.set(value, (counts.get(value) ?? 0) + 1);
    expect(new Map(group!.top.values.map(({ label, count }) => [label, count]))).toEqual(counts);
    expect(group).toMatchObject({ kind: 'category', distinct: counts.size, distinctError: 0 });
    expect(group!.texts).toMatchObject({ count: 3_000, minLength: 1, meanLength: 1, maxLength: 1 });
    expect(whole!.histogram).toEqual({
      edges: [-0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5],
      counts: [429, 429, 429, 429, 428, 428, 428],
    });
    expect(day).toMatchObject({ kind: 'date', distinct: 31, top: { error: 0 } });
    expect(day!.top.values.find(({ label }) => label === '2020-01-01')!.count).toBe(97);
    expect(flag).toMatchObject({ kind: 'boolean', distinct: 2 });
    expect(flag!.top.values).toEqual([
      { label: 'false', count: 2_000 },
      { label: 'true', count: 1_000 },
    ]);
    expect(quoted!.top.values.map(({ label }) => label).toSorted()).toEqual(['say "0"', 'say "1"']);
  });

  it('joins numbers and texts of one column', () => {
    const [, mixed] = sketchCsv('id,mixed\n1,1\n2,2\n3,2\n4,x\n5,\n', ['BIGINT', 'VARCHAR'], 2);
    expect(mixed).toMatchObject({ rows: 5, missing: 1, distinct: 3 });
    expect(mixed!.numbers).toBeUndefined();
    expect(mixed!.top.values[0]).toEqual({ label: '2', count: 2 });
  });

  it('says of an empty column that it is empty', () => {
    const nothing = readSketch('none', 'VARCHAR', new ColumnSketch(size));
    expect(nothing).toMatchObject({ rows: 0, distinct: 0, kind: 'empty', top: { values: [] } });
  });
});
