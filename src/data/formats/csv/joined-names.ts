/**
 * The names that several lines give together, a column each: `["2020", "", "2021", ""]` over `["a", "b", "a", "b"]` is
 * `2020 a`, `2020 b`, `2021 a`, `2021 b`. In all lines but the last a name stands for the empty places behind it too,
 * as a merged cell does. What stands twice above one another counts once.
 */
export function joinNames(lines: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...lines.map((line) => line.length));
  const last = lines.length - 1;
  const filled = lines.map((line, place) => (place < last ? spread(line, width) : line));
  return Array.from({ length: width }, (_, column) => {
    const parts = filled.map((line) => (line[column] ?? '').trim()).filter((part) => part !== '');
    return parts.filter((part, place) => part !== parts[place - 1]).join(' ');
  });
}

/** Each name over the empty places behind it. */
function spread(line: readonly string[], width: number): string[] {
  let group = '';
  return Array.from({ length: width }, (_, column) => (group = line[column] || group));
}
