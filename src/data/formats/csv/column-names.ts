export interface RepairedNames {
  names: string[];
  /** What was changed, in words; empty where nothing was. */
  notes: string[];
}

/**
 * Names that the engine can tell apart: an empty name becomes `column3` (its position), a repeated one
 * `name_1`, `name_2`. Names that differ only in the case of A–Z count as repeated, since SQL treats them so.
 * A NUL character, which no SQL text can hold, becomes `␀`; a byte order mark at the start, which cannot be
 * seen and is lost on the way, goes. All else stays as it is.
 */
export function repairNames(given: readonly (string | undefined)[]): RepairedNames {
  const notes: string[] = [];
  const filled = given.map((name, index) => fillName(name, index, notes));
  const wanted = new Set(filled.map(foldCase));
  const taken = new Set<string>();
  const lastCounts = new Map<string, number>();
  const names = filled.map((name) => {
    const free = taken.has(foldCase(name)) ? findFree(name, wanted, taken, lastCounts) : name;
    taken.add(foldCase(free));
    if (free !== name) notes.push(`A second column "${name}" is called "${free}" here.`);
    return free;
  });
  return { names, notes };
}

function fillName(given: string | undefined, index: number, notes: string[]): string {
  const name = given?.replace(/^\ufeff+/, '');
  if (name !== given)
    notes.push(`The name of column ${index + 1} began with a byte order mark; it was cut.`);
  if (name === undefined || name === '') {
    notes.push(`Column ${index + 1} has no name; it is called "column${index + 1}" here.`);
    return `column${index + 1}`;
  }
  if (!name.includes('\0')) return name;
  const shown = name.replaceAll('\0', '␀');
  notes.push(
    `The name of column ${index + 1} holds a NUL character; it is written "${shown}" here.`,
  );
  return shown;
}

/** Goes on from the number that the same name was given last: a line may repeat it a hundred thousand times. */
function findFree(
  name: string,
  wanted: Set<string>,
  taken: Set<string>,
  lastCounts: Map<string, number>,
): string {
  const folded = foldCase(name);
  for (let count = (lastCounts.get(folded) ?? 0) + 1; ; count += 1) {
    const candidate = `${folded}_${count}`;
    if (wanted.has(candidate) || taken.has(candidate)) continue;
    lastCounts.set(folded, count);
    return `${name}_${count}`;
  }
}

/** DuckDB compares names without regard to the case of A–Z alone. */
function foldCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
