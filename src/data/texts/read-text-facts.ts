import {
  sampledTexts,
  textCandidates,
  type CountedText,
  type TextCandidate,
  type TextFacts,
} from './text-facts';
import { mostCandidates, TextLook } from './text-look';
import type { TextDictionary } from './text-tally';

const topTexts = 20;
const longestTop = 301;
const topPatterns = 10;
const longestPattern = 60;

/** Looks at each distinct text once. O(bytes). */
export function readTextFacts(dictionary: TextDictionary): TextFacts {
  const { bytes, ends, counts } = dictionary;
  const look = new TextLook();
  let [present, once, weightedLogs] = [0, 0, 0];
  for (let text = 0; text < ends.length; text += 1) {
    const count = counts[text]!;
    present += count;
    if (count === 1) once += 1;
    else weightedLogs += count * Math.log(count);
    look.add(bytes, startOf(ends, text), ends[text]!, count, text);
  }
  const textOf = (text: number): CountedText => [decode(dictionary, text), counts[text]!];
  const entropy = present > 0 ? Math.log(present) - weightedLogs / present : 0;
  return {
    present,
    distinct: ends.length,
    once,
    entropyBits: Math.max(0, entropy / Math.LN2),
    top: findTop(dictionary).map((text) => [
      firstCharacters(decode(dictionary, text)),
      counts[text]!,
    ]),
    ...look.findings(),
    candidates: mapCandidates((kind) => {
      const found = look.candidates[kind];
      return found.length > mostCandidates ? 'many' : found.map(textOf);
    }),
    ...lookAtSample(sampleTexts(dictionary).map(textOf), ends.length),
  };
}

function mapCandidates<V>(valueOf: (kind: TextCandidate) => V): Record<TextCandidate, V> {
  const entries = textCandidates.map((kind) => [kind, valueOf(kind)]);
  return Object.fromEntries(entries) as Record<TextCandidate, V>;
}

function startOf(ends: Uint32Array, text: number): number {
  return text === 0 ? 0 : ends[text - 1]!;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function decode({ bytes, ends }: TextDictionary, text: number): string {
  return decoder.decode(bytes.subarray(startOf(ends, text), ends[text]));
}

function firstCharacters(text: string): string {
  return text.length <= longestTop
    ? text
    : [...text.slice(0, 2 * longestTop)].slice(0, longestTop).join('');
}

/** Numbers of the most frequent texts, the most frequent first, ties in byte order. */
function findTop(dictionary: TextDictionary): number[] {
  const { counts } = dictionary;
  const isBefore = (one: number, other: number): boolean =>
    counts[one]! > counts[other]! ||
    (counts[one] === counts[other] && compareBytes(dictionary, one, other) < 0);
  const top: number[] = [];
  for (let text = 0; text < counts.length; text += 1) {
    if (top.length === topTexts && !isBefore(text, top[topTexts - 1]!)) continue;
    let at = top.length;
    while (at > 0 && isBefore(text, top[at - 1]!)) at -= 1;
    top.splice(at, 0, text);
    if (top.length > topTexts) top.pop();
  }
  return top;
}

function compareBytes({ bytes, ends }: TextDictionary, one: number, other: number): number {
  let [at, place] = [startOf(ends, one), startOf(ends, other)];
  while (at < ends[one]! && place < ends[other]!) {
    const difference = bytes[at]! - bytes[place]!;
    if (difference !== 0) return difference;
    at += 1;
    place += 1;
  }
  return ends[one]! - at - (ends[other]! - place);
}

function lookAtSample(
  sample: CountedText[],
  distinct: number,
): Pick<TextFacts, 'patterns' | 'withYear' | 'looked' | 'all'> {
  const shapes = new Map<string, number>();
  for (const [text, count] of sample) {
    const shape = shapeOf(text);
    shapes.set(shape, (shapes.get(shape) ?? 0) + count);
  }
  const byCount = [...shapes].sort(
    ([one, count], [other, more]) => more - count || (one < other ? -1 : 1),
  );
  return {
    patterns: byCount.slice(0, topPatterns),
    withYear: sample.filter(([text]) => text.length <= 30 && /(?:19|20)[0-9]{2}/.test(text)),
    looked: sample.reduce((sum, [, count]) => sum + count, 0),
    all: distinct <= sampledTexts ? sample : undefined,
  };
}

function shapeOf(text: string): string {
  const shape = text.replace(/\p{L}+/gu, 'a').replace(/[0-9]+/g, '9');
  return shape.length <= longestPattern ? shape : [...shape].slice(0, longestPattern).join('');
}

/** All texts where they are few, else those with the smallest hashes. */
function sampleTexts({ ends, hashes }: TextDictionary): number[] {
  const hashOf = (text: number): number => hashes[text]! >>> 0;
  const below = (limit: number): number[] => {
    const found: number[] = [];
    for (let text = 0; text < ends.length; text += 1) if (hashOf(text) < limit) found.push(text);
    return found;
  };
  if (ends.length <= sampledTexts) return below(Infinity);
  const near = below((1.2 * 2 ** 32 * sampledTexts) / ends.length);
  const some = near.length >= sampledTexts ? near : below(Infinity);
  return some.sort((one, other) => hashOf(one) - hashOf(other)).slice(0, sampledTexts);
}
