/** A seeded stream of random numbers: same seed, same stream, on every machine. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform integer in [0, limit). */
  below(limit: number): number;
  /** Standard normal. */
  normal(): number;
  /** An independent stream, named by `label`: adding one use does not shift the others. */
  fork(label: string): Random;
}

/** sfc32 (Doty-Humphrey, PractRand), seeded by splitmix32 over seed and label. */
export function createRandom(seed: number, label = ''): Random {
  const mix = splitmix32(hashText(label) ^ seed);
  let [a, b, c, counter] = [mix(), mix(), mix(), 1];
  const nextInteger = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) nextInteger();
  const next = (): number => nextInteger() / 2 ** 32;
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    fork: (name) => createRandom(seed, `${label}/${name}`),
  };
}

/** Fisher–Yates, in place. */
export function shuffle<T extends Int32Array | Uint32Array | Float64Array | Uint8Array | unknown[]>(
  values: T,
  random: Random,
): T {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const kept = values[last];
    values[last] = values[other] as never;
    values[other] = kept as never;
  }
  return values;
}

/** 0, 1, …, length − 1 in random order. */
export function permutation(length: number, random: Random): Uint32Array {
  return shuffle(
    Uint32Array.from({ length }, (_, index) => index),
    random,
  );
}

function splitmix32(state: number): () => number {
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
