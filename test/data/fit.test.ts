import { describe, expect, it } from 'vitest';
import type { FileSketch } from '../../src/data/file-look';
import { estimateFit, mostRows } from '../../src/data/fit';
import { extractWords } from '../../src/data/row-extract';
import { ColumnSketch } from '../../src/data/sketch/column-sketch';
import { sketchSize } from '../../src/data/sketch/sketch-size';
import { readSketch } from '../../src/data/sketch/sketched-column';

function column(name: string, type: string, text?: string) {
  const sketch = new ColumnSketch(sketchSize(2, 0));
  const bytes = new TextEncoder().encode(text ?? '');
  if (text === undefined) sketch.addNumber(1);
  else sketch.addText(bytes, 0, bytes.length);
  return readSketch(name, type, sketch);
}

const sketch: FileSketch = {
  format: 'csv',
  columns: [column('n', 'BIGINT'), column('t', 'VARCHAR', 'x'.repeat(32))],
  sampledRows: 1,
  manner: 'random',
  rowCount: 1_000_000,
  rowCountError: 0.01,
};

describe('estimateFit', () => {
  it('takes a table as large as DuckDB makes it', () => {
    // Measured with native DuckDB in memory: 9.18 bytes a BIGINT, 36.97 a text of 32 characters.
    const { bytes, rows, columns } = estimateFit(sketch, 42e6, {});
    expect([rows, columns]).toEqual([1_000_000, 2]);
    expect(bytes / 46.15e6).toBeGreaterThan(0.97);
    expect(bytes / 46.15e6).toBeLessThan(1.15);
  });

  it('takes off what is left out', () => {
    expect(estimateFit(sketch, 42e6, { columns: ['n'] }).bytes).toBeCloseTo(9.15e6, -5);
    expect(estimateFit(sketch, 42e6, { sample: { rows: 10_000, seed: 1 } }).rows).toBe(10_000);
    expect(estimateFit(sketch, 42e6, { rows: { from: 999_001, count: 5_000 } }).rows).toBe(1_000);
    expect(estimateFit(sketch, 42e6, { profileOnly: true }).bytes).toBe(0);
  });

  it('proposes as many rows as fit', () => {
    const most = mostRows(sketch, 1e7);
    expect(
      estimateFit(sketch, 42e6, { sample: { rows: most, seed: 1 } }).bytes,
    ).toBeLessThanOrEqual(1e7);
    expect(most).toBeGreaterThan(180_000);
    expect(mostRows(sketch, 1e9)).toBe(1_000_000);
  });
});

describe('extractWords', () => {
  it('names rows, all rows, and seed or place', () => {
    const sample = {
      manner: 'sample',
      rows: 1000,
      of: 20_000,
      ofIsEstimate: false,
      seed: 7,
    } as const;
    expect(extractWords(sample)).toBe('a random sample of 1,000 of 20,000 rows, seed 7');
    const range = { manner: 'range', rows: 100, of: 20_123, ofIsEstimate: true, from: 11 } as const;
    expect(extractWords(range)).toBe('rows 11 to 110 of about 20,100');
  });
});
