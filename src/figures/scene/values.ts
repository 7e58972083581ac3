/** Values of a trace along one direction: plain arrays and typed arrays alike. */
export type Values = ArrayLike<unknown>;

const none: Values = [];

/** What Plotly takes as a list, as one; anything else is an empty one. */
export function listOf(values: unknown): Values {
  return Array.isArray(values) || ArrayBuffer.isView(values) ? (values as unknown as Values) : none;
}

/** One a point where a list is given, else the same for all. */
export function eachOf<T>(given: unknown, index: number, fallback: T): T {
  if (given === undefined || given === null) return fallback;
  if (typeof given === 'string') return given as T;
  const list = listOf(given);
  if (list === none) return given as T;
  return (list[index] as T | undefined) ?? fallback;
}
