import { formatCount } from '../../data/format';

/** `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** The first few names, and how many more. */
export function nameSome(names: readonly string[], most = 6): string {
  if (names.length <= most) return joinWords(names);
  return `${names.slice(0, most).join(', ')} and ${formatCount(names.length - most)} more`;
}
