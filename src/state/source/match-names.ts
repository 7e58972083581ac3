/**
 * The names that hold a text, whatever the case of their letters; with `*` in it, those that are it from end to end, a
 * `*` standing for anything: `gene_*`, `*_mean`. O(names × text).
 */
export function matchNames(names: readonly string[], text: string): string[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [...names];
  if (!wanted.includes('*')) return names.filter((name) => name.toLowerCase().includes(wanted));
  const parts = wanted.split('*');
  return names.filter((name) => isMatch(name.toLowerCase(), parts));
}

function isMatch(name: string, parts: readonly string[]): boolean {
  const [first, last] = [parts[0]!, parts.at(-1)!];
  if (name.length < first.length + last.length) return false;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
