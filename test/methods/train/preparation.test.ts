import { describe, expect, it } from 'vitest';
import type { FeatureColumn, Target } from '../../../src/data/features';
import { balancedWeights } from '../../../src/methods/train/class-weights';
import { dateParts } from '../../../src/methods/train/date-parts';
import {
  applyPreparation,
  fitPreparationInSteps,
  preparedNames,
} from '../../../src/methods/train/preparation';
import { finish } from '../../../src/methods/train/pacer';
import { mcNemar } from '../../../src/methods/train/mc-nemar';
import { murmurHash } from '../../../src/methods/train/murmur-hash';
import { encodeOutOfFold, fitTargetEncoding } from '../../../src/methods/train/target-encoding';
import { hashTexts } from '../../../src/methods/train/text-hashing';
import fixture from '../../fixtures/train/preparation.json';
import {
  categoryColumn,
  classTarget,
  featuresOf,
  numberColumn,
  numberTarget,
  rowRange,
} from '../../support/features';

const numbers = featuresOf([numberColumn('x', fixture.numbers)]);
const halves = classTarget(
  fixture.numbers.map((_, row) => row % 2),
  2,
);
const fitPreparation = (...args: Parameters<typeof fitPreparationInSteps>) =>
  finish(fitPreparationInSteps(...args));

const prepare = (
  columns: FeatureColumn[],
  target: Target,
  scaling: 'standard' | 'robust' = 'standard',
) => {
  const features = featuresOf(columns);
  return fitPreparation(features, target, rowRange(0, features.rowCount), scaling, 1);
};

describe('fitPreparation', () => {
  it.each(['standard', 'robust'] as const)(
    'fills in the median and scales as scikit-learn does: %s',
    (scaling) => {
      const { training } = prepare(numbers.columns, halves, scaling);
      expect(training.width).toBe(2);
      fixture.scaled[scaling].forEach((value, row) => {
        expect(training.values[2 * row]).toBeCloseTo(value, 5);
        expect(training.values[2 * row + 1]).toBe(fixture.numbers[row] === null ? 1 : 0);
      });
    },
  );

  it('learns from training rows only', () => {
    const features = featuresOf([numberColumn('x', [1, 2, 3, 1e9])]);
    const { preparation } = fitPreparation(
      features,
      classTarget([0, 1, 0, 1], 2),
      rowRange(0, 3),
      'standard',
      1,
    );
    expect(preparation.sources[0]!.columns[0]).toMatchObject({ fill: 2, center: 2, high: 3 });
  });

  it('gives every category a place of its own, missing too, and what it never saw that of missing', () => {
    const column = categoryColumn('g', ['a', 'b', null, 'a']);
    const { preparation } = prepare([column], classTarget([0, 1, 0, 1], 2));
    expect(preparedNames(preparation)).toEqual(['g = a', 'g = b', 'g = (missing)']);
    const later = featuresOf([categoryColumn('g', ['b', 'new', null])]);
    const { values } = applyPreparation(preparation, later, rowRange(0, 3));
    expect([...values]).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 1]);
  });

  it('takes what it never saw for the most frequent category where nothing was missing', () => {
    const { preparation } = prepare(
      [categoryColumn('g', ['a', 'b', 'b'])],
      classTarget([0, 1, 0], 2),
    );
    const later = featuresOf([categoryColumn('g', ['new'])]);
    expect([...applyPreparation(preparation, later, rowRange(0, 1)).values]).toEqual([1, 0]);
  });

  it('encodes more than 30 categories by their target', () => {
    const labels = Array.from({ length: 310 }, (_, row) => `v${row % 31}`);
    const codes = labels.map((label) => Number(Number(label.slice(1)) > 15));
    const { preparation, training } = prepare([categoryColumn('g', labels)], classTarget(codes, 2));
    expect(preparedNames(preparation)).toEqual(['g (encoded)']);
    const high = training.values.filter((_, row) => codes[row] === 1);
    expect(Math.min(...high)).toBeGreaterThan(
      Math.max(...training.values.filter((_, row) => codes[row] === 0)),
    );
  });

  it('clips infinities to the ends of the training rows', () => {
    const { preparation } = prepare(
      [numberColumn('x', [0, 10, 5, 5])],
      classTarget([0, 1, 0, 1], 2),
    );
    const later = featuresOf([numberColumn('x', [Infinity, 10, -Infinity, 0])]);
    const { values } = applyPreparation(preparation, later, rowRange(0, 4));
    expect(values[0]).toBe(values[1]);
    expect(values[2]).toBe(values[3]);
  });

  it('drops constants', () => {
    const { preparation } = prepare([numberColumn('x', [4, 4, 4])], classTarget([0, 1, 0], 2));
    expect(preparation).toMatchObject({ width: 0, sources: [{ columns: [undefined] }] });
  });

  it('reads a column of another kind in a later table', () => {
    const { preparation } = prepare([numberColumn('x', [1, 2, 3])], classTarget([0, 1, 0], 2));
    const asText: FeatureColumn = { kind: 'text', name: 'x', values: ['3', 'none', '2'] };
    const { values } = applyPreparation(preparation, featuresOf([asText]), rowRange(0, 3));
    expect(values[1]).toBe(values[2]);
    expect(values[0]).toBeGreaterThan(values[1]!);
  });
});

describe('fitTargetEncoding', () => {
  const { labels, codes, regression, binary, many } = fixture.categories;
  const rows = rowRange(0, codes.length);
  const fit = (target: Target) =>
    fitTargetEncoding(Int32Array.from(codes), labels.length, target, rows);

  it('has the encodings of scikit-learn for numbers and two classes', () => {
    const numbersEncoded = fit(numberTarget(regression)).values;
    const binaryEncoded = fit(classTarget(binary, 2)).values;
    labels.forEach((label, code) => {
      expect(numbersEncoded[code]).toBeCloseTo(
        Object(fixture.encoded.regression)[label] as number,
        9,
      );
      expect(binaryEncoded[code]).toBeCloseTo(Object(fixture.encoded.binary)[label] as number, 9);
    });
  });

  it('has the encodings of scikit-learn for three classes', () => {
    const { values } = fit(classTarget(many, 3));
    labels.forEach((label, code) =>
      fixture.encoded.many.forEach((encoded, output) =>
        expect(values[3 * code + output]).toBeCloseTo(Object(encoded)[label] as number, 9),
      ),
    );
  });

  it('gives a row nothing of its own target out of fold', () => {
    const unique = Int32Array.from({ length: 60 }, (_, row) => row);
    const target = classTarget(
      [...unique].map((row) => row % 2),
      2,
    );
    const encoded = encodeOutOfFold(unique, 60, target, rowRange(0, 60), 1);
    encoded.forEach((value) => expect(value).toBeCloseTo(0.5, 1));
  });
});

describe('hashTexts', () => {
  it('has the words and characters of scikit-learn', () => {
    const matrix = hashTexts(fixture.texts, { buckets: 32 });
    fixture.texts.forEach((_, row) => {
      const own = [...matrix.subarray(row * 64, (row + 1) * 64)];
      fixture.hashed.words[row]!.forEach((value, at) => expect(own[at]).toBeCloseTo(value, 6));
      fixture.hashed.characters[row]!.forEach((value, at) =>
        expect(own[32 + at], fixture.texts[row]).toBeCloseTo(value, 6),
      );
    });
  });

  it('is nothing where there is no text', () => {
    expect(hashTexts([null], { buckets: 4 }).every((value) => value === 0)).toBe(true);
  });
});

describe('murmurHash', () => {
  it.each(Object.entries(fixture.murmur))('of “%s” is that of scikit-learn', (text, hash) => {
    expect(murmurHash(text)).toBe(hash);
  });
});

describe('dateParts', () => {
  it('reads days, month, day of month, weekday and hour in UTC', () => {
    const parts = dateParts('t', Float64Array.of(Date.UTC(2024, 1, 29, 18, 30), NaN));
    const at = (index: number) => {
      const part = parts[index]!;
      if (part.kind === 'text') throw new Error('a text');
      return part.kind === 'category' ? part.labels[part.codes[0]!] : part.values[0];
    };
    expect([at(0), at(1), at(2), at(3), at(4)]).toEqual([19782.770833333332, '2', 29, '4', 18.5]);
    const [days, month] = parts;
    expect(days!.kind === 'number' && Number.isNaN(days!.values[1])).toBe(true);
    expect(month!.kind === 'category' && month!.codes[1]).toBe(-1);
  });
});

describe('balancedWeights', () => {
  it('are those of scikit-learn', () => {
    const { many } = fixture.categories;
    const weights = balancedWeights(classTarget(many, 3), rowRange(0, many.length))!;
    fixture.balanced.forEach((weight, code) =>
      expect(weights[many.indexOf(code)]).toBeCloseTo(weight, 12),
    );
  });
});

describe('mcNemar', () => {
  it.each(fixture.mcnemar)('has the p-value of statsmodels for $only', ({ only, p }) => {
    expect(mcNemar(only[0]!, only[1]!)).toBeCloseTo(p, 9);
  });

  it('is 1 where both are right on the same rows', () => {
    expect(mcNemar(0, 0)).toBe(1);
  });
});
