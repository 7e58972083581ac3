import { splitScript, type ScriptWord } from './script-words';

/** A table that a script names, and where. */
export interface TableMention {
  name: string;
  position: number;
}

/**
 * The tables that a script names, in order, each once: `tables.adult`, `tables['adult 2']`, and
 * `const { adult, other: renamed } = tables`.
 */
export function tableMentions(code: string): TableMention[] {
  const words = splitScript(code);
  const found = new Map<string, TableMention>();
  words.forEach((_, index) => {
    if (!isTables(words, index)) return;
    for (const mention of [...membersBefore(words, index), ...memberBehind(words, index)])
      if (!found.has(mention.name)) found.set(mention.name, mention);
  });
  return [...found.values()].sort((one, other) => one.position - other.position);
}

/** Every name and every text of a script: columns that it does not mention are not brought to it at first. */
export function mentionedNames(code: string): Set<string> {
  return new Set(
    splitScript(code)
      .filter(({ kind }) => kind !== 'mark')
      .map(({ text }) => text),
  );
}

function isTables(words: readonly ScriptWord[], index: number): boolean {
  const word = words[index]!;
  return word.kind === 'name' && word.text === 'tables' && !isMark(words[index - 1], '.');
}

function memberBehind(words: readonly ScriptWord[], index: number): TableMention[] {
  let next = index + 1;
  if (isMark(words[next], '?')) next += 1;
  if (isMark(words[next], '.')) next += 1;
  const word = words[next];
  const isBracketed = isMark(word, '[');
  const member = isBracketed ? words[next + 1] : word;
  if (next === index + 1 && !isBracketed) return [];
  if (member?.kind !== (isBracketed ? 'text' : 'name')) return [];
  return [{ name: member.text, position: member.start }];
}

/** The keys of `{ a, b: c, ...rest } =` that stand before `tables`. */
function membersBefore(words: readonly ScriptWord[], index: number): TableMention[] {
  if (!isMark(words[index - 1], '=') || !isMark(words[index - 2], '}')) return [];
  if (isMark(words[index + 1], '.') || isMark(words[index + 1], '[')) return [];
  const found: TableMention[] = [];
  let depth = 0;
  for (let at = index - 2; at >= 0; at -= 1) {
    const word = words[at]!;
    if (isMark(word, '}')) depth += 1;
    else if (isMark(word, '{')) depth -= 1;
    if (depth === 0) break;
    const before = words[at - 1];
    const isKey = depth === 1 && (isMark(before, '{') || isMark(before, ','));
    if (isKey && word.kind !== 'mark') found.push({ name: word.text, position: word.start });
  }
  return found;
}

function isMark(word: ScriptWord | undefined, text: string): boolean {
  return word?.kind === 'mark' && word.text === text;
}
