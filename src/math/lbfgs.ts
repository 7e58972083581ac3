/** Value and gradient of a function at a point. */
export interface Evaluation {
  value: number;
  gradient: Float64Array;
}

export interface MinimiseOptions {
  iterations: number;
  /** Ends when no part of the gradient is larger. */
  gradientTolerance: number;
  /** Ends when three steps in a row lower the value by less than this share of it. */
  valueTolerance: number;
}

export interface Minimum {
  point: Float64Array;
  value: number;
  iterations: number;
  ended: 'converged' | 'iterations' | 'stopped';
}

const memory = 10;
const sufficientDecrease = 1e-4;
const mostHalvings = 30;

/**
 * Minimum of a smooth function by L-BFGS: the last 10 steps stand for the curvature, and each step is halved until
 * it lowers the value enough (Armijo). `onStep` is waited for after each step; its `false` ends the search. A value
 * that is not finite at the start is returned as it is. Liu and Nocedal (1989).
 */
export async function minimise(
  evaluate: (point: Float64Array) => Promise<Evaluation>,
  start: Float64Array,
  options: MinimiseOptions,
  onStep: (point: Float64Array, value: number) => Promise<boolean | void>,
): Promise<Minimum> {
  let point = start;
  let here = await evaluate(point);
  const curvature = new Curvature();
  let idle = 0;
  for (let iteration = 1; iteration <= options.iterations; iteration += 1) {
    if (largest(here.gradient) <= options.gradientTolerance)
      return { point, value: here.value, iterations: iteration - 1, ended: 'converged' };
    const step = await searchLine(evaluate, point, here, curvature.direction(here.gradient));
    if (!step) return { point, value: here.value, iterations: iteration - 1, ended: 'converged' };
    curvature.note(subtract(step.point, point), subtract(step.here.gradient, here.gradient));
    const gain = here.value - step.here.value;
    ({ point, here } = step);
    if ((await onStep(point, here.value)) === false)
      return { point, value: here.value, iterations: iteration, ended: 'stopped' };
    idle = gain <= options.valueTolerance * Math.abs(here.value) ? idle + 1 : 0;
    if (idle === 3) return { point, value: here.value, iterations: iteration, ended: 'converged' };
  }
  return { point, value: here.value, iterations: options.iterations, ended: 'iterations' };
}

/** The last steps and how the gradient changed along them. */
class Curvature {
  readonly #steps: Float64Array[] = [];
  readonly #changes: Float64Array[] = [];

  /** Steps along which the gradient does not grow tell nothing and are passed over. */
  note(step: Float64Array, change: Float64Array): void {
    if (dot(step, change) <= 1e-12 * dot(change, change)) return;
    this.#steps.push(step);
    this.#changes.push(change);
    if (this.#steps.length > memory) {
      this.#steps.shift();
      this.#changes.shift();
    }
  }

  /** The downhill direction: minus the inverse curvature times the gradient, by the two-loop recursion. */
  direction(gradient: Float64Array): Float64Array {
    const direction = gradient.map((value) => -value);
    const weights: number[] = [];
    for (let index = this.#steps.length - 1; index >= 0; index -= 1) {
      const [step, change] = [this.#steps[index]!, this.#changes[index]!];
      weights[index] = dot(step, direction) / dot(step, change);
      addScaled(direction, change, -weights[index]!);
    }
    scaleBy(direction, this.#firstScale(gradient));
    this.#steps.forEach((step, index) => {
      const change = this.#changes[index]!;
      addScaled(direction, step, weights[index]! - dot(change, direction) / dot(step, change));
    });
    return direction;
  }

  #firstScale(gradient: Float64Array): number {
    const [step, change] = [this.#steps.at(-1), this.#changes.at(-1)];
    if (!step || !change) return 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)));
    return dot(step, change) / dot(change, change);
  }
}

/** A step along the direction that lowers the value enough, or nothing where none does within rounding. */
async function searchLine(
  evaluate: (point: Float64Array) => Promise<Evaluation>,
  point: Float64Array,
  here: Evaluation,
  direction: Float64Array,
): Promise<{ point: Float64Array; here: Evaluation } | undefined> {
  const slope = dot(direction, here.gradient);
  if (!(slope < 0)) return undefined;
  let length = 1;
  for (let halving = 0; halving < mostHalvings; halving += 1, length /= 2) {
    const next = point.slice();
    addScaled(next, direction, length);
    const there = await evaluate(next);
    if (there.value <= here.value + sufficientDecrease * length * slope)
      return { point: next, here: there };
  }
  return undefined;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += one[index]! * other[index]!;
  return sum;
}

function addScaled(target: Float64Array, values: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index += 1) target[index]! += factor * values[index]!;
}

function scaleBy(target: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index += 1) target[index]! *= factor;
}

function subtract(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((value, index) => value - other[index]!);
}

function largest(values: Float64Array): number {
  let top = 0;
  for (const value of values) if (!(Math.abs(value) <= top)) top = Math.abs(value);
  return top;
}
