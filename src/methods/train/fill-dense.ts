import type { FeatureColumn } from '../../data/features';
import type { EncodedColumn, FittedColumn, OneHotColumn } from './dense-columns';
import { encodedCodes } from './encoded-codes';
import { asCategories, asNumbers, matchLabels } from './feature-views';
import { encodeOne } from './target-encoding';

/**
 * Writes a column's numbers for the rows asked for into a row-major matrix of `stride` numbers a row, from place
 * `offset` on. `outOfFold`, aligned with `rows`, stands in for the encoding.
 */
export function fillDense(
  { column, outOfFold }: FittedColumn,
  feature: FeatureColumn,
  rows: Uint32Array,
  matrix: Float32Array,
  stride: number,
  offset: number,
): void {
  if (column.kind === 'one-hot') return fillOneHot(column, feature, rows, matrix, stride, offset);
  if (column.kind === 'encoded')
    return fillEncoded(column, outOfFold, feature, rows, matrix, stride, offset);
  const values = asNumbers(feature);
  for (let place = 0; place < rows.length; place += 1) {
    const value = values[rows[place]!]!;
    const at = place * stride + offset;
    if (column.kind === 'raw') {
      matrix[at] = Number.isFinite(value) ? value : 0;
      continue;
    }
    const known = Number.isNaN(value) ? column.fill : value;
    const clipped = Number.isFinite(known) ? known : known > 0 ? column.high : column.low;
    matrix[at] = (clipped - column.center) / column.scale;
    if (column.indicator && Number.isNaN(value)) matrix[at + 1] = 1;
  }
}

function fillOneHot(
  column: OneHotColumn,
  feature: FeatureColumn,
  rows: Uint32Array,
  matrix: Float32Array,
  stride: number,
  offset: number,
): void {
  const { codes, labels } = asCategories(feature);
  const unknown = column.hasOther ? column.width - 1 : column.missing;
  const placeOf = matchLabels(labels, column.labels).map((place) => (place < 0 ? unknown : place));
  for (let place = 0; place < rows.length; place += 1) {
    const code = codes[rows[place]!]!;
    matrix[place * stride + offset + (code < 0 ? column.missing : placeOf[code]!)] = 1;
  }
}

function fillEncoded(
  column: EncodedColumn,
  outOfFold: Float64Array | undefined,
  feature: FeatureColumn,
  rows: Uint32Array,
  matrix: Float32Array,
  stride: number,
  offset: number,
): void {
  const outputs = column.center.length;
  const codes = encodedCodes(feature, column.labels, column.hasMissing, rows);
  for (let place = 0; place < rows.length; place += 1) {
    const values = outOfFold
      ? outOfFold.subarray(place * outputs, (place + 1) * outputs)
      : encodeOne(column.encoding, codes[place]!, outputs);
    for (let output = 0; output < outputs; output += 1) {
      const scaled = (values[output]! - column.center[output]!) / column.scale[output]!;
      matrix[place * stride + offset + output] = scaled;
    }
  }
}
