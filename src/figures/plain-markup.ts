const markup = /<(?!\/?(?:br|b|i|em|strong|sub|sup|extra)\s*\/?>)/gi;

/** Handed back by clicks and never drawn by themselves, so they stay what they are. */
const untouched: readonly string[] = ['customdata', 'meta', 'ids'];

/**
 * A copy of plain figure data whose texts hold no markup but `br b i em strong sub sup extra`:
 * every other `<` becomes `&lt;`, which Plotly draws as the character. Names and values from files are text,
 * and Plotly reads `<a href=…>` in any label as a link. Typed arrays and arrays without text are shared.
 */
export function plainMarkup<T>(value: T): T {
  return plain(value) as T;
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(markup, '&lt;');
  if (Array.isArray(value)) return value.some(isTextOrObject) ? value.map(plain) : value;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    untouched.includes(key) ? item : plain(item),
  ]);
  return Object.fromEntries(entries);
}

function isTextOrObject(item: unknown): boolean {
  return typeof item === 'string' || (typeof item === 'object' && item !== null);
}
