/**
 * What the columns would be called that keep the texts of others as they stand in the file: `price (as written)`,
 * told apart from all names there are, whatever the case of their letters.
 */
export function writtenNames(names: readonly string[]): Map<string, string> {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  return new Map(
    names.map((name) => {
      let written = `${name} (as written)`;
      while (taken.has(written.toLowerCase())) written += '_1';
      taken.add(written.toLowerCase());
      return [name, written];
    }),
  );
}

/** The names for the columns whose texts were asked for; those that the table does not have are left out. */
export function askedTexts(
  names: readonly string[],
  asked: readonly string[] = [],
): Map<string, string> {
  const wanted = new Set(asked);
  return new Map([...writtenNames(names)].filter(([name]) => wanted.has(name)));
}
