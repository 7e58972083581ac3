/** What one value of a column is, seen from its text. */
export const valueKinds = {
  missing: 0,
  boolean: 1,
  integer: 2,
  longInteger: 3,
  hugeInteger: 4,
  double: 5,
  longDecimal: 6,
  /** `NaN`, `Infinity`, `-inf`: numbers only among numbers. */
  notFinite: 7,
  date: 8,
  timestamp: 9,
  zonedTimestamp: 10,
  text: 11,
} as const;

const words: { letters: Uint8Array; kind: number }[] = [
  { letters: lettersOf('true'), kind: valueKinds.boolean },
  { letters: lettersOf('false'), kind: valueKinds.boolean },
  { letters: lettersOf('nan'), kind: valueKinds.notFinite },
  { letters: lettersOf('inf'), kind: valueKinds.notFinite },
  { letters: lettersOf('infinity'), kind: valueKinds.notFinite },
];
const longestWord = 9;

/** The kind of the word in `bytes[start, end)`, in any case: true, false, NaN, inf, -infinity; else text. */
export function wordKind(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > longestWord) return valueKinds.text;
  const isNegative = bytes[start] === 0x2d;
  for (const { letters, kind } of words) {
    const isWord = spells(bytes, isNegative ? start + 1 : start, end, letters);
    if (isWord && !(isNegative && kind === valueKinds.boolean)) return kind;
  }
  return valueKinds.text;
}

function spells(bytes: Uint8Array, start: number, end: number, letters: Uint8Array): boolean {
  if (end - start !== letters.length) return false;
  for (let index = 0; index < letters.length; index += 1) {
    if ((bytes[start + index]! | 0x20) !== letters[index]) return false;
  }
  return true;
}

function lettersOf(word: string): Uint8Array {
  return new TextEncoder().encode(word);
}
