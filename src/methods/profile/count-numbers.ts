import type { Tally } from '../../math/tally';
import type { NumberFacts } from './number-queries';
import type { ValueCounts } from './value-counts';

const topValues = 20;

/**
 * What `readValueCounts` finds, for numbers that are already tallied: infinities are values too, NaN is none.
 * O(distinct).
 */
export function countNumbers(tally: Tally, facts: NumberFacts, type: string): ValueCounts {
  const { values, counts } = withInfinities(tally, facts);
  let [present, once, weightedLogs] = [0, 0, 0];
  for (let place = 0; place < counts.length; place += 1) {
    const count = counts[place]!;
    present += count;
    if (count === 1) once += 1;
    else weightedLogs += count * Math.log(count);
  }
  const entropy = present > 0 ? Math.log(present) - weightedLogs / present : 0;
  return {
    present,
    distinct: values.length,
    once,
    entropyBits: Math.max(0, entropy / Math.LN2),
    top: topPlaces(counts).map((place) => ({
      value: formatStored(values[place]!, type),
      count: counts[place]!,
    })),
  };
}

/** A number as its column would write it: with the digits of its type and no more; a date from its milliseconds. */
export function formatStored(value: number, type: string): string {
  if (type === 'DATE') return new Date(value).toISOString().slice(0, 10);
  if (type.startsWith('TIMESTAMP')) return formatTimestamp(value);
  const scale = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1];
  if (scale) return value.toFixed(Number(scale));
  if (type !== 'FLOAT' || Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  const digits = [6, 7, 8].find((many) => Math.fround(Number(value.toPrecision(many))) === value);
  return String(Number(value.toPrecision(digits ?? 9)));
}

/** As the engine writes it: microseconds without zeros at their end, none where there are none. */
function formatTimestamp(timeMs: number): string {
  const micros = Math.round(timeMs * 1000);
  const seconds = Math.floor(micros / 1e6);
  const fraction = String(micros - seconds * 1e6)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const text = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return fraction === '' ? text : `${text}.${fraction}`;
}

function withInfinities(tally: Tally, facts: NumberFacts): Pick<Tally, 'values' | 'counts'> {
  const { negativeInfinite, positiveInfinite } = facts;
  if (negativeInfinite + positiveInfinite === 0) return tally;
  const ends: [number, number][] = [
    [-Infinity, negativeInfinite],
    [Infinity, positiveInfinite],
  ];
  const [below, above] = ends.map(([value, count]) => (count > 0 ? { value, count } : undefined));
  const join = (middle: Float64Array, first?: number, last?: number): Float64Array =>
    Float64Array.from([
      ...(first === undefined ? [] : [first]),
      ...middle,
      ...(last === undefined ? [] : [last]),
    ]);
  return {
    values: join(tally.values, below?.value, above?.value),
    counts: join(tally.counts, below?.count, above?.count),
  };
}

/** Places of the largest counts, the largest first, ties in order of value. */
function topPlaces(counts: Float64Array): number[] {
  const places: number[] = [];
  for (let place = 0; place < counts.length; place += 1) {
    if (places.length === topValues && counts[place]! <= counts[places[topValues - 1]!]!) continue;
    let at = places.length;
    while (at > 0 && counts[places[at - 1]!]! < counts[place]!) at -= 1;
    places.splice(at, 0, place);
    if (places.length > topValues) places.pop();
  }
  return places;
}
