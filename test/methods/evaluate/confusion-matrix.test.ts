import { describe, expect, it } from 'vitest';
import {
  createConfusionMatrix,
  listConfusions,
  predictedClasses,
} from '../../../src/methods/evaluate/confusion-matrix';
import { computeDensity } from '../../../src/methods/evaluate/density';

describe('predictedClasses', () => {
  it('takes the first of equal probabilities', () => {
    expect([...predictedClasses(Float64Array.of(0.5, 0.5, 0, 0.2, 0.4, 0.4), 3)]).toEqual([0, 1]);
  });
});

describe('createConfusionMatrix', () => {
  const classes = Array.from({ length: 30 }, (_, index) => `class ${index}`);
  const cells = classes.map((_, index) => ({
    actual: index,
    predicted: (index * 7) % 30,
    rows: index + 1,
  }));
  const actual = Float64Array.from(cells, (cell) => cell.rows);
  const counts = { actual, predicted: new Float64Array(30), correct: new Float64Array(30) };
  const matrix = createConfusionMatrix(cells, classes, counts);

  it('shows the 20 largest of many classes in their order and the rest together', () => {
    expect(matrix.labels).toEqual([...classes.slice(10), '10 others']);
    expect(matrix.otherClasses).toBe(10);
  });

  it('loses no row', () => {
    const total = matrix.counts.flat().reduce((sum, rows) => sum + rows, 0);
    expect(total).toBe((30 * 31) / 2);
  });

  it('shows 21 classes as they are, since others of one class would be no shorter', () => {
    const few = createConfusionMatrix(cells.slice(0, 0), classes.slice(0, 21), {
      actual: actual.slice(0, 21),
      predicted: new Float64Array(21),
      correct: new Float64Array(21),
    });
    expect(few.labels).toEqual(classes.slice(0, 21));
  });
});

describe('listConfusions', () => {
  it('names the most frequent mistakes first', () => {
    const cells = [
      { actual: 0, predicted: 0, rows: 90 },
      { actual: 0, predicted: 1, rows: 3 },
      { actual: 1, predicted: 0, rows: 8 },
    ];
    expect(listConfusions(cells, ['a', 'b'])).toEqual([
      { actual: 'b', predicted: 'a', rows: 8 },
      { actual: 'a', predicted: 'b', rows: 3 },
    ]);
  });
});

describe('computeDensity', () => {
  it('counts every point, the largest too', () => {
    const x = Float64Array.of(0, 0.5, 1, 1);
    const density = computeDensity(x, x, 2);
    expect(density.counts).toEqual([
      [1, 0],
      [0, 3],
    ]);
  });

  it('has room for points that are all the same', () => {
    const x = Float64Array.of(3, 3);
    const density = computeDensity(x, x, 3);
    expect(density.x).toEqual({ from: 2.5, to: 3.5 });
    expect(density.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(2);
  });
});
