/**
 * The element that a key goes to in a list of focusable ones: arrows, Home, End, or the first letter of its text.
 * `undefined` where the key means nothing here.
 */
export function nextInList<E extends { textContent: string | null }>(
  all: readonly E[],
  current: E | null,
  key: string,
): E | undefined {
  const index = current ? all.indexOf(current) : -1;
  const at = (position: number): E | undefined => all[(position + all.length) % all.length];
  if (all.length === 0) return undefined;
  if (key === 'ArrowDown') return at(index + 1);
  if (key === 'ArrowUp') return at(index < 0 ? -1 : index - 1);
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const rotated = [...all.slice(index + 1), ...all.slice(0, index + 1)];
  return rotated.find((item) => startsWith(item, key));
}

function startsWith(item: { textContent: string | null }, letter: string): boolean {
  return (item.textContent ?? '').trim().toLowerCase().startsWith(letter.toLowerCase());
}
