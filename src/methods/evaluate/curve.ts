import type { ThresholdTable } from './threshold-table';
import { thinLine } from './thin-line';

/** A curve over thresholds from the highest to the lowest; the first point calls nothing positive. */
export interface Curve {
  x: Float64Array;
  y: Float64Array;
  /** Threshold of each point; Infinity at the first. */
  thresholds: Float64Array;
  /** Points before thinning; more than `x.length` where the curve is thinned. */
  pointCount: number;
}

/** ROC curve: false positive rate against true positive rate. Empty where a class is absent. */
export function rocCurve(table: ThresholdTable, limit = 400): Curve {
  if (table.negatives === 0) return drawNothing();
  return draw(
    table,
    limit,
    (_, falsePositives) => falsePositives / table.negatives,
    (truePositives) => truePositives / table.positives,
    [0, 0],
  );
}

/**
 * Precision against recall, from recall 0 (where precision is set to 1, as scikit-learn does) to recall 1.
 * Empty where no row is positive.
 */
export function precisionRecallCurve(table: ThresholdTable, limit = 400): Curve {
  return draw(
    table,
    limit,
    (truePositives) => truePositives / table.positives,
    (truePositives, falsePositives) => truePositives / (truePositives + falsePositives || NaN),
    [0, 1],
  );
}

/**
 * Cumulative gains: share of all rows taken from the top of the ranking against the share of the positive rows
 * among them. Lift is y ÷ x. Empty where no row is positive.
 */
export function gainsCurve(table: ThresholdTable, limit = 400): Curve {
  const rows = table.positives + table.negatives;
  return draw(
    table,
    limit,
    (truePositives, falsePositives) => (truePositives + falsePositives) / rows,
    (truePositives) => truePositives / table.positives,
    [0, 0],
  );
}

/**
 * Share of the positive rows among the top `share` of the ranking, over `share`: 1 is no better than chance.
 * Between distinct scores the gains curve is taken as straight, so ties count as in random order.
 */
export function liftAt(table: ThresholdTable, share: number): number {
  const { truePositives, falsePositives, positives, negatives } = table;
  const taken = share * (positives + negatives);
  let [rowsBefore, foundBefore] = [0, 0];
  for (let index = 0; index < truePositives.length; index += 1) {
    const found = truePositives[index]!;
    const rows = found + falsePositives[index]!;
    if (rows >= taken && rows > rowsBefore) {
      const part = (taken - rowsBefore) / (rows - rowsBefore);
      return (foundBefore + part * (found - foundBefore)) / positives / share;
    }
    [rowsBefore, foundBefore] = [rows, found];
  }
  return NaN;
}

type Axis = (truePositives: number, falsePositives: number) => number;

function draw(
  table: ThresholdTable,
  limit: number,
  xOf: Axis,
  yOf: Axis,
  start: [number, number],
): Curve {
  if (table.positives === 0) return drawNothing();
  const x = withStart(start[0], table, xOf);
  const y = withStart(start[1], table, yOf);
  const thresholds = new Float64Array(x.length).fill(Infinity);
  thresholds.set(table.thresholds, 1);
  const kept = thinLine(x, y, limit);
  const pick = (values: Float64Array): Float64Array =>
    Float64Array.from(kept, (index) => values[index]!);
  return { x: pick(x), y: pick(y), thresholds: pick(thresholds), pointCount: x.length };
}

function withStart(start: number, table: ThresholdTable, axis: Axis): Float64Array {
  const values = new Float64Array(table.thresholds.length + 1);
  values[0] = start;
  for (let index = 1; index < values.length; index += 1) {
    values[index] = axis(table.truePositives[index - 1]!, table.falsePositives[index - 1]!);
    if (Number.isNaN(values[index])) values[index] = start;
  }
  return values;
}

function drawNothing(): Curve {
  const none = new Float64Array(0);
  return { x: none, y: none, thresholds: none, pointCount: 0 };
}
