/** The first sentence of a text, and the rest. Decimals and abbreviations within it do not end a sentence. */
export function splitAnswer(text: string): [answer: string, basis: string] {
  const end = /[.!?]["'”’)]?\s+(?=["'“‘(]?\p{Lu})/u.exec(text);
  if (!end) return [text, ''];
  const cut = end.index + end[0].length;
  return [text.slice(0, cut).trimEnd(), text.slice(cut)];
}
