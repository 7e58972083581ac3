import { rememberedTexts, type Evidence } from './column-evidence';

type Mergers = { [K in keyof Evidence]: (first: Evidence, second: Evidence) => Evidence[K] };

const sum =
  (field: 'roundedByDouble' | 'exponents' | 'unplain' | 'padded' | 'endsInZero' | 'otherwise') =>
  (one: Evidence, other: Evidence) =>
    one[field] + other[field];
const most = (field: 'integerDigits' | 'fractionDigits') => (one: Evidence, other: Evidence) =>
  Math.max(one[field], other[field]);
const first =
  (field: 'endsInZeroText' | 'otherwiseText' | 'dateText') => (one: Evidence, other: Evidence) =>
    one[field] || other[field];

const mergers: Mergers = {
  counts: (one, other) => one.counts.map((count, kind) => count + other.counts[kind]!),
  roundedByDouble: sum('roundedByDouble'),
  exponents: sum('exponents'),
  integerDigits: most('integerDigits'),
  fractionDigits: most('fractionDigits'),
  leastFraction: (one, other) => Math.min(one.leastFraction, other.leastFraction),
  padded: sum('padded'),
  unplain: sum('unplain'),
  // Once a column is text for good, codes in it are not looked for.
  code: (one, other) => (one.code !== '' || one.isText ? one.code : other.code),
  texts: (one, other) => new Map([...addTexts(one, other)].slice(0, rememberedTexts)),
  isText: (one, other) => one.isText || other.isText || addTexts(one, other).size > rememberedTexts,
  endsInZero: sum('endsInZero'),
  endsInZeroText: first('endsInZeroText'),
  otherwise: sum('otherwise'),
  otherwiseText: first('otherwiseText'),
  dateText: first('dateText'),
};

/** What two neighbouring parts of a column have shown, the first one first. O(1). */
export function mergeEvidence(first: Evidence, second: Evidence): Evidence {
  return mapFields((field) => mergers[field](first, second));
}

/** The same evidence without what it grows by. */
export function plainEvidence(evidence: Evidence): Evidence {
  return mapFields((field) => evidence[field]);
}

function mapFields(valueOf: (field: keyof Evidence) => Evidence[keyof Evidence]): Evidence {
  const fields = Object.keys(mergers) as (keyof Evidence)[];
  return Object.fromEntries(fields.map((field) => [field, valueOf(field)])) as unknown as Evidence;
}

function addTexts(one: Evidence, other: Evidence): Map<string, number> {
  const texts = new Map(one.texts);
  for (const [text, count] of other.texts) texts.set(text, (texts.get(text) ?? 0) + count);
  return texts;
}
