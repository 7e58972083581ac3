/**
 * Places of the names that hold a text, whatever the case of their letters; with `*` in it, those that are it from end to end, a
 * `*` standing for anything: `gene_*`, `*_mean`. O(names × text).
 */
export function matchNames(names: readonly string[], text: string): number[] {
  const wanted = text.trim().toLowerCase();
  const places = [...names.keys()];
  if (wanted === '') return places;
  const parts = wanted.split('*');
  return parts.length === 1
    ? places.filter((place) => names[place]!.toLowerCase().includes(wanted))
    : places.filter((place) => isMatch(names[place]!.toLowerCase(), parts));
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
