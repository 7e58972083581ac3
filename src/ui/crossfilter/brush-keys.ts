/** Two ends of a brush along one direction, in steps. */
export interface Span {
  from: number;
  to: number;
}

const moves: Partial<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};

interface KeyPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/**
 * What a key does to one end of a brush of `steps` steps: arrows move it by one, with Shift by `large`, with Ctrl the
 * whole brush; Home and End go to the ends. `undefined` for keys that do nothing here.
 */
export function moveEnd(
  { from, to }: Span,
  end: 'from' | 'to',
  { key, shiftKey, ctrlKey, metaKey }: KeyPress,
  steps: number,
  large: number,
): Span | undefined {
  if (key === 'Home') return end === 'from' ? { from: 0, to } : { from, to: from + 1 };
  if (key === 'End') return end === 'to' ? { from, to: steps } : { from: to - 1, to };
  const sign = moves[key];
  if (sign === undefined) return undefined;
  const by = sign * (shiftKey ? large : 1);
  if (ctrlKey || metaKey) {
    const shift = Math.max(-from, Math.min(steps - to, by));
    return { from: from + shift, to: to + shift };
  }
  return end === 'from'
    ? { from: Math.max(0, Math.min(to - 1, from + by)), to }
    : { from, to: Math.min(steps, Math.max(from + 1, to + by)) };
}

/** The span between where a drag began and where it is, at least one step, within the steps. */
export function dragSpan(start: number, end: number, steps: number): Span {
  const clamp = (step: number): number => Math.max(0, Math.min(steps, step));
  const from = clamp(Math.floor(Math.min(start, end)));
  return {
    from: Math.min(from, steps - 1),
    to: Math.max(from + 1, clamp(Math.ceil(Math.max(start, end)))),
  };
}

/** A span moved as a whole, kept within the steps. */
export function shiftSpan({ from, to }: Span, by: number, steps: number): Span {
  const shift = Math.max(-from, Math.min(steps - to, Math.round(by)));
  return { from: from + shift, to: to + shift };
}
