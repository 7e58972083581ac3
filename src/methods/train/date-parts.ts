import type { FeatureColumn } from '../../data/features';

const dayMs = 86_400_000;

/**
 * A date (ms since 1970 UTC, NaN where missing) as what a learner can use: days since 1970 and day of month as
 * numbers, hour of day as a number, month 1..12 and ISO weekday 1..7 (Monday is 1) as categories. All in UTC.
 */
export function dateParts(name: string, values: Float64Array): FeatureColumn[] {
  const part = (read: (date: Date, ms: number) => number): Float64Array =>
    values.map((ms) => (Number.isFinite(ms) ? read(new Date(ms), ms) : NaN));
  const number = (label: string, numbers: Float64Array): FeatureColumn => ({
    kind: 'number',
    name: `${name} (${label})`,
    values: numbers,
  });
  return [
    number(
      'days since 1970',
      part((_, ms) => ms / dayMs),
    ),
    cycle(
      `${name} (month)`,
      part((date) => date.getUTCMonth()),
      12,
    ),
    number(
      'day of month',
      part((date) => date.getUTCDate()),
    ),
    cycle(
      `${name} (weekday)`,
      part((date) => (date.getUTCDay() + 6) % 7),
      7,
    ),
    number(
      'hour',
      part((date) => date.getUTCHours() + date.getUTCMinutes() / 60),
    ),
  ];
}

/** Places 0..length − 1 in a cycle as categories `1`..`length`. */
function cycle(name: string, places: Float64Array, length: number): FeatureColumn {
  return {
    kind: 'category',
    name,
    codes: Int32Array.from(places, (place) => (Number.isNaN(place) ? -1 : place)),
    labels: Array.from({ length }, (_, place) => String(place + 1)),
  };
}
