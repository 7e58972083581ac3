import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random';
import { binaryCells } from '../../../src/methods/evaluate/assess-binary';
import { confusionAt, scoresAt } from '../../../src/methods/evaluate/confusion-at';
import { gainsCurve, liftAt, rocCurve } from '../../../src/methods/evaluate/curve';
import { evaluate } from '../../../src/methods/evaluate/evaluate';
import type { Evaluation } from '../../../src/methods/evaluate/evaluation';
import { createRanking } from '../../../src/methods/evaluate/ranking';
import { rocAuc } from '../../../src/methods/evaluate/ranking-scores';
import {
  countsAt,
  thinThresholds,
  thresholdTable,
} from '../../../src/methods/evaluate/threshold-table';

const random = createRandom(8);
const rows = 30_000;
const scores = Float64Array.from({ length: rows }, () => random.next() ** 3);
const positive = Uint8Array.from(scores, (score) => (random.next() < score ? 1 : 0));
const table = thresholdTable(createRanking(positive, scores));

const countByHand = (threshold: number): number[] => {
  const counts = [0, 0, 0, 0];
  scores.forEach((score, row) => (counts[2 * positive[row]! + (score >= threshold ? 1 : 0)]! += 1));
  return [counts[3]!, counts[1]!, counts[2]!, counts[0]!];
};

describe('thresholdTable', () => {
  it('counts as a loop over the rows does, at any threshold', () => {
    for (const threshold of [-1, 0, 1e-9, 0.123456, 0.5, scores[7]!, 0.999, 1, 2]) {
      const counts = binaryCells(countsAt(table, threshold)).map((cell) => cell.rows);
      expect(counts, String(threshold)).toEqual(countByHand(threshold));
    }
  });

  it('ranks rows with the same score together', () => {
    const tied = thresholdTable(
      createRanking(Uint8Array.of(1, 0, 1), Float64Array.of(0.5, 0.5, 0.2)),
    );
    expect([...tied.thresholds]).toEqual([0.5, 0.2]);
    expect([...tied.truePositives]).toEqual([1, 2]);
    expect([...tied.falsePositives]).toEqual([1, 1]);
  });

  it('takes 0 and −0 for one score', () => {
    expect(createRanking(Uint8Array.of(1, 0), Float64Array.of(0, -0)).scores.length).toBe(1);
  });
});

describe('createRanking', () => {
  it('refuses scores that are not numbers, and other lengths', () => {
    expect(() => createRanking(Uint8Array.of(1, 0), Float64Array.of(1, NaN))).toThrow(
      'score of row 1 is not a number',
    );
    expect(() => createRanking(Uint8Array.of(1), Float64Array.of(1, 2))).toThrow(
      'row counts differ: 1 and 2',
    );
  });

  it('orders every row once, by falling score', () => {
    const { order } = createRanking(positive, scores);
    expect(new Set(order).size).toBe(rows);
    const sorted = Array.from(order, (row) => scores[row]!);
    expect(sorted.every((score, index) => index === 0 || score <= sorted[index - 1]!)).toBe(true);
  });
});

describe('rocAuc', () => {
  it('turns round with the scores', () => {
    const reversed = scores.map((score) => -score);
    expect(rocAuc(positive, scores) + rocAuc(positive, reversed)).toBeCloseTo(1, 12);
  });
});

describe('thinThresholds', () => {
  const thinned = thinThresholds(table);

  it('keeps at most the limit, every thousandth exactly', () => {
    expect(thinned.thresholds.length).toBeLessThanOrEqual(4000);
    for (let step = 0; step <= 1000; step += 1) {
      expect(countsAt(thinned, step / 1000)).toEqual(countsAt(table, step / 1000));
    }
  });

  it('leaves a short table as it is', () => {
    const short = thresholdTable(createRanking(Uint8Array.of(1, 0), Float64Array.of(0.1, 0.2)));
    expect(thinThresholds(short)).toBe(short);
  });

  it('keeps the highest score, so that curves start where they did', () => {
    expect(thinned.thresholds.indexOf(table.thresholds[0]!)).toBeGreaterThanOrEqual(0);
  });
});

describe('curves of many points', () => {
  it('have at most 400 points and the area of the whole, nearly', () => {
    const curve = rocCurve(table);
    expect(curve.x.length).toBeLessThanOrEqual(400);
    expect(curve.pointCount).toBeGreaterThan(20_000);
    expect(Math.abs(area(curve) - rocAuc(positive, scores))).toBeLessThan(1e-4);
  });

  it('start with nothing and end with everything', () => {
    const { x, y } = gainsCurve(table);
    expect([x[0], y[0], x.at(-1), y.at(-1)]).toEqual([0, 0, 1, 1]);
  });

  it('are empty where a class is absent', () => {
    const none = thresholdTable(createRanking(Uint8Array.of(0, 0), Float64Array.of(0.1, 0.2)));
    expect(rocCurve(none).x.length).toBe(0);
    expect(gainsCurve(none).x.length).toBe(0);
  });
});

describe('liftAt', () => {
  it('is how much denser the positive rows are at the top', () => {
    const ranked = createRanking(
      Uint8Array.of(1, 1, 0, 1, 0, 0, 0, 0, 0, 0),
      Float64Array.from({ length: 10 }, (_, index) => 1 - index / 10),
    );
    expect(liftAt(thresholdTable(ranked), 0.2)).toBeCloseTo(10 / 3, 12);
    expect(liftAt(thresholdTable(ranked), 1)).toBeCloseTo(1, 12);
  });

  it('is 1 where all scores are the same', () => {
    const same = createRanking(Uint8Array.of(1, 0, 0, 0), new Float64Array(4));
    expect(liftAt(thresholdTable(same), 0.1)).toBeCloseTo(1, 12);
  });
});

describe('confusionAt', () => {
  const codes = Int32Array.from(positive);
  const probabilities = Float64Array.from({ length: 2 * rows }, (_, place) =>
    place % 2 === 1 ? scores[(place - 1) / 2]! : 1 - scores[place / 2]!,
  );
  const evaluated = evaluate(
    { task: 'binary', name: 'y', codes, classes: ['no', 'yes'] },
    [
      {
        name: 'a',
        learner: 'made up',
        isBaseline: false,
        predictions: { task: 'binary', classes: ['no', 'yes'], probabilities },
      },
    ],
    { positive: 1, threshold: 0.4, resamples: 200, seed: 1, metric: 'auto' },
    () => Promise.resolve(),
  );

  it('says what a threshold does', async () => {
    const evaluation = await evaluated;
    const at = confusionAt(evaluation, 0, 0.4);
    const [truePositives, falsePositives, falseNegatives, trueNegatives] = countByHand(0.4);
    expect(at).toMatchObject({ truePositives, falsePositives, falseNegatives, trueNegatives });
    expect(at.selectionRate).toBeCloseTo((truePositives! + falsePositives!) / rows, 12);
    expect(at.precision).toBeCloseTo(truePositives! / (truePositives! + falsePositives!), 12);
    expect(at.specificity).toBeCloseTo(trueNegatives! / (trueNegatives! + falsePositives!), 12);
  });

  it('has no precision where no row is called positive', async () => {
    expect(confusionAt(await evaluated, 0, 2).precision).toBeNaN();
  });

  it('has the intervals of the evaluation at its threshold', async () => {
    const evaluation = await evaluated;
    const byMetric = new Map(evaluation.models[0]!.scores.map((score) => [score.metric, score]));
    for (const score of scoresAt(evaluation, 0, 0.4, 200)) {
      expect(score).toEqual(byMetric.get(score.metric));
    }
  });

  it('refuses an evaluation without a threshold, and a model that is not there', async () => {
    const numbers = { task: 'regression' } as Evaluation;
    expect(() => confusionAt(numbers, 0, 0.5)).toThrow('no threshold: regression');
    const evaluation = await evaluated;
    expect(() => confusionAt(evaluation, 3, 0.5)).toThrow('no model 3: there are 1');
  });
});

function area({ x, y }: { x: Float64Array; y: Float64Array }): number {
  let sum = 0;
  for (let index = 1; index < x.length; index += 1) {
    sum += ((x[index]! - x[index - 1]!) * (y[index]! + y[index - 1]!)) / 2;
  }
  return sum;
}
