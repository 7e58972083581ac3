import { describe, expect, it } from 'vitest';
import { multiplyInto, rowMajor, transposed } from '../../src/math/matrix-product';
import { createRandom } from '../../src/math/random';

const random = createRandom(9);
const numbers = (count: number): Float32Array =>
  Float32Array.from({ length: count }, () => random.normal());

const plainProduct = (
  a: Float32Array,
  b: Float32Array,
  [rows, columns, inner]: [number, number, number],
): number[] =>
  Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let step = 0; step < inner; step += 1)
      sum += a[row * inner + step]! * b[step * columns + column]!;
    return sum;
  });

const flip = (values: Float32Array, rows: number, columns: number): Float32Array =>
  Float32Array.from(
    { length: values.length },
    (_, at) => values[(at % rows) * columns + Math.floor(at / rows)]!,
  );

describe('multiplyInto', () => {
  it('multiplies matrices of any size, however they are laid out', () => {
    for (const size of [
      [1, 1, 1],
      [4, 2, 3],
      [5, 3, 7],
      [9, 1, 4],
      [3, 8, 2],
      [8, 6, 0],
    ] as [number, number, number][]) {
      const [rows, columns, inner] = size;
      const [a, b] = [numbers(rows * inner), numbers(inner * columns)];
      const wanted = plainProduct(a, b, size);
      const layouts = [
        [rowMajor(a, inner), rowMajor(b, columns)],
        [transposed(rowMajor(flip(a, rows, inner), rows)), rowMajor(b, columns)],
        [rowMajor(a, inner), transposed(rowMajor(flip(b, inner, columns), inner))],
      ] as const;
      for (const [left, right] of layouts) {
        const out = new Float32Array(rows * columns);
        multiplyInto(out, left, right, rows, columns, inner);
        out.forEach((value, at) => expect(value, size.join('×')).toBeCloseTo(wanted[at]!, 5));
      }
    }
  });

  it('adds a bias to each column', () => {
    const out = new Float32Array(10);
    multiplyInto(
      out,
      rowMajor(new Float32Array(5), 1),
      rowMajor(new Float32Array(2), 2),
      5,
      2,
      1,
      Float32Array.of(1, 2),
    );
    expect([...out]).toEqual([1, 2, 1, 2, 1, 2, 1, 2, 1, 2]);
  });
});
