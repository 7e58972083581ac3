/** Letters that follow each other, or begin a word, say more than letters strewn about. */
const weights = { letter: 1, neighbour: 4, wordStart: 6, start: 8 };

/**
 * How well a text answers what was typed: its letters in order, case and accents aside. Higher is better;
 * `undefined` where a letter is missing. Nothing typed fits everything, with 0. Shorter texts win ties.
 * Every start of the first letter is tried: O(n²) for a text of n letters.
 */
export function fuzzyScore(text: string, typed: string): number | undefined {
  const query = fold(typed).replace(/\s+/g, '');
  if (query === '') return 0;
  const letters = fold(text);
  let best: number | undefined;
  for (let at = letters.indexOf(query[0]!); at >= 0; at = letters.indexOf(query[0]!, at + 1)) {
    const score = scoreFrom(letters, query, at);
    if (score !== undefined && (best === undefined || score > best)) best = score;
  }
  return best === undefined ? undefined : best - letters.length / 100;
}

function scoreFrom(letters: string, query: string, start: number): number | undefined {
  let score = 0;
  let expected = start;
  for (const letter of query) {
    const at = letters.indexOf(letter, expected);
    if (at < 0) return undefined;
    score += letterScore(letters, at) + (at === expected && at !== start ? weights.neighbour : 0);
    expected = at + 1;
  }
  return score;
}

function letterScore(letters: string, at: number): number {
  if (at === 0) return weights.letter + weights.start;
  const startsWord = !/[\p{L}\p{N}]/u.test(letters[at - 1]!);
  return weights.letter + (startsWord ? weights.wordStart : 0);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
