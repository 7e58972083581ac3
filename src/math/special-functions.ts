const lanczosG = 607 / 128;

const lanczos = [
  0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174,
  -0.49191381609762019978, 0.33994649984811888699e-4, 0.46523628927048575665e-4,
  -0.98374475304879564677e-4, 0.15808870322491248884e-3, -0.21026444172410488319e-3,
  0.2174396181152126432e-3, -0.16431810653676389022e-3, 0.84418223983852743293e-4,
  -0.2619083840158140867e-4, 0.36899182659531622704e-5,
];

/** ln Γ(x) for x > 0, to some 1e-14 relative; NaN elsewhere. Lanczos (1964), coefficients of Godfrey (2001). */
export function logGamma(x: number): number {
  if (!(x > 0)) return NaN;
  let sum = lanczos[0];
  for (let term = 1; term < lanczos.length; term += 1) sum += lanczos[term] / (x + term - 1);
  const shifted = x + lanczosG - 0.5;
  return 0.5 * Math.log(2 * Math.PI) + Math.log(sum) - shifted + (x - 0.5) * Math.log(shifted);
}

const logFactorials = new Float64Array(1024);
for (let n = 2; n < logFactorials.length; n += 1) {
  logFactorials[n] = logFactorials[n - 1] + Math.log(n);
}

/** ln n! for whole n ≥ 0: summed below 1,024, Stirling's series above. O(1). */
export function logFactorial(n: number): number {
  if (n < logFactorials.length) return logFactorials[n];
  const inverse = 1 / n;
  const series = inverse * (1 / 12 - inverse * inverse * (1 / 360 - (inverse * inverse) / 1260));
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series;
}

/** Digamma ψ(x), the derivative of ln Γ, for x > 0; NaN elsewhere. Recurrence, then the asymptotic series. */
export function digamma(x: number): number {
  if (!(x > 0)) return NaN;
  let sum = 0;
  let at = x;
  for (; at < 12; at += 1) sum -= 1 / at;
  const f = 1 / (at * at);
  const series = f * (1 / 12 - f * (1 / 120 - f * (1 / 252 - f * (1 / 240 - f * (1 / 132)))));
  return sum + Math.log(at) - 0.5 / at - series;
}

/**
 * Regularised upper incomplete gamma Q(shape, x) = P(Gamma(shape, 1) > x); 1 at x ≤ 0.
 * Series below shape + 1, Lentz's continued fraction above. Abramowitz & Stegun 6.5.29, 6.5.31.
 */
export function upperGamma(shape: number, x: number): number {
  if (!(shape > 0) || Number.isNaN(x)) return NaN;
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  return x < shape + 1 ? 1 - front * gammaSeries(shape, x) : front * gammaFraction(shape, x);
}

/**
 * Regularised incomplete beta I(x; a, b) = P(Beta(a, b) ≤ x). Lentz's continued fraction.
 * Abramowitz & Stegun 26.5.8.
 */
export function regularizedBeta(x: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0) || Number.isNaN(x)) return NaN;
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const logFront =
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  const front = Math.exp(logFront);
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** P(χ² with `freedom` degrees > x). */
export function chiSquaredTail(x: number, freedom: number): number {
  return upperGamma(freedom / 2, x / 2);
}

/** P(F with (between, within) degrees of freedom > f). */
export function fTail(f: number, between: number, within: number): number {
  if (f === Infinity) return 0;
  return regularizedBeta(within / (within + between * f), within / 2, between / 2);
}

const enoughTerms = 100_000;

function gammaSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < enoughTerms && term > sum * 1e-16; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

function gammaFraction(shape: number, x: number): number {
  return lentz(x + 1 - shape, (n) => ({ top: n * (shape - n), bottom: x + 2 * n + 1 - shape }));
}

function betaFraction(x: number, a: number, b: number): number {
  return lentz(1, (step) => {
    const m = Math.floor(step / 2);
    const top =
      step % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    return { top, bottom: 1 };
  });
}

/** 1 / (first + top₁ / (bottom₁ + top₂ / (bottom₂ + …))) by the modified Lentz method. */
function lentz(first: number, part: (step: number) => { top: number; bottom: number }): number {
  const tiny = 1e-300;
  let value = first || tiny;
  let above = value;
  let below = 0;
  for (let step = 1; step < enoughTerms; step += 1) {
    const { top, bottom } = part(step);
    below = 1 / (bottom + top * below || tiny);
    above = bottom + top / above || tiny;
    const factor = above * below;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return 1 / value;
}
