/**
 * Makes the function that writes any value as text, for `console.log` and for values shown: at most `limit`
 * characters. Stands alone: the interpreter gets it as text.
 */
export function makeInspect(): (value: unknown, limit?: number) => string {
  const most = 100;
  const plainName = /^[A-Za-z_$][\w$]*$/;

  const leaf = (value: unknown): string | undefined => {
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return `[function ${value.name}]`;
    if (typeof value === 'number' && Object.is(value, -0)) return '-0';
    if (typeof value !== 'object' || value === null) return String(value);
    if (value instanceof Date)
      return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    return value instanceof RegExp ? String(value) : undefined;
  };

  const list = (values: string[], count: number, open: string, close: string): string => {
    const rest = count - values.length;
    const all = rest > 0 ? [...values, `… ${rest} more`] : values;
    const line = `${open}${all.join(', ')}${close}`;
    if (line.length <= 100 && !line.includes('\n')) return line;
    return `${open}\n${all.join(',\n').replace(/^/gm, '  ')}\n${close}`;
  };

  const write = (value: unknown, within: readonly unknown[]): string => {
    const simple = leaf(value);
    if (simple !== undefined) return simple;
    const whole = value as object;
    if (within.includes(whole)) return '[circular]';
    if (within.length > 6) return '…';
    const inner = (item: unknown): string => write(item, [...within, whole]);
    if (Array.isArray(whole) || (ArrayBuffer.isView(whole) && !(whole instanceof DataView))) {
      const items = Array.from(
        { length: Math.min(most, (whole as unknown[]).length) },
        (_, index) => inner((whole as unknown[])[index]),
      );
      const head = Array.isArray(whole) ? '[' : `${whole.constructor.name} [`;
      return list(items, (whole as unknown[]).length, head, ']');
    }
    if (whole instanceof Set)
      return list([...whole].slice(0, most).map(inner), whole.size, 'Set {', '}');
    if (whole instanceof Map) {
      const items = [...whole]
        .slice(0, most)
        .map(([key, item]) => `${inner(key)} => ${inner(item)}`);
      return list(items, whole.size, 'Map {', '}');
    }
    const keys = Object.keys(whole);
    const items = keys.slice(0, most).map((key) => {
      const name = plainName.test(key) ? key : JSON.stringify(key);
      return `${name}: ${inner((whole as Record<string, unknown>)[key])}`;
    });
    return list(items, keys.length, '{ ', ' }');
  };

  return (value, limit = 10_000) => {
    const text = typeof value === 'string' && limit > 0 ? value : write(value, []);
    return text.length > limit
      ? `${text.slice(0, limit)}… (cut, ${text.length} characters in all)`
      : text;
  };
}
