import type { Random } from '../../math/random';

/**
 * A number of successes in `count` independent trials of chance `probability`. Exact, O(1) for large counts:
 * waiting times below 10 expected successes, else Hörmann's transformed rejection BTRS (1993).
 */
export function drawBinomial(count: number, probability: number, random: Random): number {
  if (count === 0 || probability <= 0) return 0;
  if (probability >= 1) return count;
  if (probability > 0.5) return count - drawBinomial(count, 1 - probability, random);
  return count * probability < 10
    ? drawByWaiting(count, probability, random)
    : drawByRejection(count, probability, random);
}

/**
 * Draws `total` rows with replacement among cells that hold `cells` rows, and counts them by cell into `drawn`:
 * the same law as resampling row by row, in O(cells).
 */
export function drawMultinomial(
  total: number,
  cells: Float64Array,
  random: Random,
  drawn: Float64Array,
): void {
  let rowsLeft = total;
  let massLeft = cells.reduce((sum, cell) => sum + cell, 0);
  for (let index = 0; index < cells.length; index += 1) {
    const mass = cells[index]!;
    drawn[index] = drawBinomial(rowsLeft, mass / massLeft, random);
    rowsLeft -= drawn[index]!;
    massLeft -= mass;
  }
}

function drawByWaiting(count: number, probability: number, random: Random): number {
  const scale = 1 / Math.log1p(-probability);
  let successes = -1;
  for (let trial = 0; trial <= count; successes += 1) {
    trial += Math.floor(Math.log(1 - random.next()) * scale) + 1;
  }
  return successes;
}

function drawByRejection(count: number, probability: number, random: Random): number {
  const odds = probability / (1 - probability);
  const deviation = Math.sqrt(count * probability * (1 - probability));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * probability;
  const accepted = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const mode = Math.floor((count + 1) * probability);
  for (;;) {
    const u = random.next() - 0.5;
    const v = 1 - random.next();
    const edge = 0.5 - Math.abs(u);
    const drawn = Math.floor(((2 * a) / edge + b) * u + count * probability + 0.5);
    if (edge >= 0.07 && v <= accepted) return drawn;
    if (drawn < 0 || drawn > count) continue;
    const bound = logRatio(drawn, mode, count, odds);
    if (Math.log((v * alpha) / (a / (edge * edge) + b)) <= bound) return drawn;
  }
}

/** ln of the binomial probability of `drawn` over that of the mode. */
function logRatio(drawn: number, mode: number, count: number, odds: number): number {
  const rest = count - drawn + 1;
  const restAtMode = count - mode + 1;
  return (
    (mode + 0.5) * Math.log((mode + 1) / (odds * restAtMode)) +
    (count + 1) * Math.log(restAtMode / rest) +
    (drawn + 0.5) * Math.log((odds * rest) / (drawn + 1)) +
    stirlingTail(mode) +
    stirlingTail(count - mode) -
    stirlingTail(drawn) -
    stirlingTail(count - drawn)
  );
}

const smallTails = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.020790672103765, 0.0166446911898211,
  0.0138761288230707, 0.0118967099458917, 0.010411265261972, 0.00925546218271273,
  0.00833056343336287,
];

/** What Stirling's formula leaves out of ln(k!). */
function stirlingTail(k: number): number {
  if (k < smallTails.length) return smallTails[k]!;
  const next = (k + 1) ** 2;
  return (1 / 12 - (1 / 360 - 1 / 1260 / next) / next) / (k + 1);
}
