interface Segment {
  from: number;
  to: number;
  /** Point between that is farthest from the chord, and how far. */
  farthest: number;
  distance: number;
}

/**
 * Indices of at most `limit` points that keep the shape of a line: the point farthest from its chord is added
 * until enough are there or the rest lies on the chords. Ends stay. Douglas and Peucker 1973, by count.
 */
export function thinLine(x: Float64Array, y: Float64Array, limit: number): Uint32Array {
  if (x.length <= Math.max(2, limit)) return Uint32Array.from(x, (_, index) => index);
  const segments = [measure(x, y, 0, x.length - 1)];
  while (segments.length < limit - 1) {
    const worst = segments.reduce((a, b) => (b.distance > a.distance ? b : a));
    if (worst.distance === 0) break;
    segments[segments.indexOf(worst)] = measure(x, y, worst.from, worst.farthest);
    segments.push(measure(x, y, worst.farthest, worst.to));
  }
  return Uint32Array.of(0, ...segments.map((segment) => segment.to)).sort();
}

function measure(x: Float64Array, y: Float64Array, from: number, to: number): Segment {
  const [dx, dy] = [x[to]! - x[from]!, y[to]! - y[from]!];
  const length = Math.hypot(dx, dy) || 1;
  const segment = { from, to, farthest: from, distance: 0 };
  for (let index = from + 1; index < to; index += 1) {
    const across = Math.abs(dx * (y[index]! - y[from]!) - dy * (x[index]! - x[from]!)) / length;
    if (across > segment.distance) {
      segment.distance = across;
      segment.farthest = index;
    }
  }
  return segment;
}
