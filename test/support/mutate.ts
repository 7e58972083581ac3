import type { Random } from '../../src/math/random';

type Bytes = Uint8Array<ArrayBuffer>;
type Mutation = (bytes: Bytes, random: Random) => Bytes;

/** Ways in which files break on their way: by a bad disk, a cut download, a careless editor. */
const mutations: Record<string, Mutation> = {
  'flips bits': (bytes, random) => {
    const copy = bytes.slice();
    for (let count = 1 + random.below(8); count > 0; count -= 1) {
      copy[random.below(copy.length)]! ^= 1 << random.below(8);
    }
    return copy;
  },
  'cuts the end': (bytes, random) => bytes.slice(0, 1 + random.below(bytes.length - 1)),
  'cuts the start': (bytes, random) =>
    bytes.slice(1 + random.below(Math.min(64, bytes.length - 1))),
  'takes a span out': (bytes, random) => replaceSpan(bytes, random, () => new Uint8Array()),
  'doubles a span': (bytes, random) => replaceSpan(bytes, random, (span) => joined(span, span)),
  'empties a span': (bytes, random) => replaceSpan(bytes, random, (span) => span.map(() => 0)),
  'fills a span': (bytes, random) => replaceSpan(bytes, random, (span) => span.map(() => 0xff)),
  'scrambles a span': (bytes, random) =>
    replaceSpan(bytes, random, (span) => span.map(() => random.below(256))),
  'puts bytes in': (bytes, random) =>
    replaceSpan(bytes, random, (span) =>
      joined(
        span,
        Uint8Array.from({ length: 1 + random.below(16) }, () => random.below(256)),
      ),
    ),
  'puts odd characters in': (bytes, random) => {
    const odd = oddCharacters[random.below(oddCharacters.length)]!;
    return replaceSpan(bytes, random, (span) => joined(span, new TextEncoder().encode(odd)));
  },
  'copies a span elsewhere': (bytes, random) => {
    const [from, to] = spanOf(bytes, random);
    return replaceSpan(bytes, random, () => bytes.slice(from, to));
  },
};

const oddCharacters = [
  '"', '""', "'", ',', ';', '\t', '\n', '\r', '\r\n', '\n\n', '\\', '\0', '\ufeff', '{', '}', '[', ']', ':', '-', '0', '1e999', '\u2028', '"\n"', ',,,,,,,,',
]; // prettier-ignore

/** Damages bytes in one to three ways, all decided by the stream; says which. */
export function mutate(bytes: Bytes, random: Random): { bytes: Bytes; words: string } {
  const names = Object.keys(mutations);
  const chosen = Array.from(
    { length: 1 + random.below(3) },
    () => names[random.below(names.length)]!,
  );
  const damaged = chosen.reduce((before, name) => mutations[name]!(before, random), bytes);
  return { bytes: damaged, words: chosen.join(', ') };
}

function replaceSpan(bytes: Bytes, random: Random, change: (span: Bytes) => Bytes): Bytes {
  const [from, to] = spanOf(bytes, random);
  return joined(bytes.slice(0, from), change(bytes.slice(from, to)), bytes.slice(to));
}

/** Mostly a few bytes, now and then a third of the file. */
function spanOf(bytes: Bytes, random: Random): [from: number, to: number] {
  const longest = random.below(4) === 0 ? Math.ceil(bytes.length / 3) : 24;
  const from = random.below(Math.max(1, bytes.length));
  return [from, Math.min(bytes.length, from + 1 + random.below(longest))];
}

function joined(...parts: Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
