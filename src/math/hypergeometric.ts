import type { Random } from './random';
import { logFactorial } from './special-functions';

const hatSlope = 2 * Math.sqrt(2 / Math.E);
const hatShift = 3 - 2 * Math.sqrt(3 / Math.E);
const fewDraws = 10;

/**
 * How many of `draws` items taken without replacement are good, from an urn of `good` and `bad` ones: one seeded
 * draw. One by one for fewer than 10 draws, else ratio-of-uniforms rejection, O(1) expected.
 * Stadlober, The ratio of uniforms approach for generating discrete random variates (1990).
 */
export function drawHypergeometric(
  good: number,
  bad: number,
  draws: number,
  random: Random,
): number {
  if (draws === 0 || good === 0) return 0;
  if (bad === 0) return draws;
  const size = good + bad;
  if (draws >= size) return good;
  if (2 * draws > size) return good - drawHypergeometric(good, bad, size - draws, random);
  if (good > bad) return draws - drawHypergeometric(bad, good, draws, random);
  return draws < fewDraws
    ? drawOneByOne(good, size, draws, random)
    : drawByRatio(good, bad, draws, random);
}

function drawOneByOne(good: number, size: number, draws: number, random: Random): number {
  let left = good;
  for (let drawn = 0; drawn < draws; drawn += 1) {
    if (random.next() * (size - drawn) < left) left -= 1;
  }
  return good - left;
}

/** Asks for good ≤ bad and 2 · draws ≤ size. */
function drawByRatio(good: number, bad: number, draws: number, random: Random): number {
  const size = good + bad;
  const share = good / size;
  const centre = draws * share + 0.5;
  const variance = ((size - draws) * draws * share * (1 - share)) / (size - 1);
  const scale = Math.sqrt(variance + 0.5);
  const hatWidth = hatSlope * scale + hatShift;
  const limit = Math.min(Math.min(draws, good) + 1, Math.floor(centre + 16 * scale));
  const mode = Math.floor(((draws + 1) * (good + 1)) / (size + 2));
  const atMode = logWeight(mode, good, bad, draws);
  for (;;) {
    const u = random.next();
    const x = centre + (hatWidth * (random.next() - 0.5)) / u;
    if (!(x >= 0 && x < limit)) continue;
    const drawn = Math.floor(x);
    const height = logWeight(drawn, good, bad, draws) - atMode;
    if (u * (4 - u) - 3 <= height) return drawn;
    if (u * (u - height) < 1 && 2 * Math.log(u) <= height) return drawn;
  }
}

/** ln of the probability of `drawn`, up to a constant. */
function logWeight(drawn: number, good: number, bad: number, draws: number): number {
  return -(
    logFactorial(drawn) +
    logFactorial(good - drawn) +
    logFactorial(draws - drawn) +
    logFactorial(bad - draws + drawn)
  );
}
