/** A word of JavaScript: a name or keyword, a text without substitutions as its value, anything else a mark. */
export interface ScriptWord {
  kind: 'name' | 'text' | 'mark';
  text: string;
  /** Offset of its first character in the code. */
  start: number;
}

const space = /[\s\u{FEFF}]+/uy;
const comment = /\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const name = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const number = /\.?\d(?:[eE][+-]|[\w.])*/y;
const quoted = /'(?:[^'\\\n\r]|\\[\s\S])*'?|"(?:[^"\\\n\r]|\\[\s\S])*"?/y;
const pattern = /\/(?:[^/\\[\n\r]|\\.|\[(?:[^\]\\\n\r]|\\.)*\]?)+\/[a-z]*/y;

/** Keywords behind which a slash begins a pattern: elsewhere behind a name it divides. */
const beforePattern = ['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'await'];

/**
 * The words of a script, without spaces and comments. It never fails: what is no JavaScript gives some marks, and a
 * slash whose meaning only a parser could tell may be taken for the wrong one.
 */
export function splitScript(code: string): ScriptWord[] {
  const words: ScriptWord[] = [];
  /** Braces that are open within the substitutions of templates, the innermost last. */
  const substitutions: number[] = [];
  let at = 0;
  const add = (kind: ScriptWord['kind'], text: string, length: number): void => {
    words.push({ kind, text, start: at });
    at += length;
  };
  while (at < code.length) {
    const skipped = match(space, code, at) ?? match(comment, code, at);
    const text = skipped === undefined ? match(quoted, code, at) : undefined;
    const word = match(name, code, at);
    const other =
      match(number, code, at) ??
      (beginsPattern(words.at(-1)) ? match(pattern, code, at) : undefined);
    if (skipped !== undefined) at += skipped.length;
    else if (text !== undefined) add('text', valueOf(text), text.length);
    else if (word !== undefined) add('name', word, word.length);
    else if (other !== undefined) add('mark', other, other.length);
    else if (code[at] === '`' || (code[at] === '}' && substitutions.at(-1) === 0)) {
      if (code[at] === '}') substitutions.pop();
      const piece = templatePiece(code, at + 1);
      const isWhole = code[at] === '`' && !piece.isOpen;
      add(isWhole ? 'text' : 'mark', piece.text, piece.text.length + piece.endLength + 1);
      if (piece.isOpen) substitutions.push(0);
    } else {
      if (substitutions.length > 0 && code[at] === '{')
        substitutions[substitutions.length - 1]! += 1;
      if (substitutions.length > 0 && code[at] === '}')
        substitutions[substitutions.length - 1]! -= 1;
      add('mark', code[at]!, 1);
    }
  }
  return words;
}

function match(expression: RegExp, code: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(code)?.[0];
}

function beginsPattern(before: ScriptWord | undefined): boolean {
  if (!before || before.kind === 'text') return !before;
  if (before.kind === 'name') return beforePattern.includes(before.text);
  return !/^[)\]}]$|^\.?\d/.test(before.text);
}

/** A template from its opening mark, or from the end of a substitution, to the next substitution or its end. */
function templatePiece(
  code: string,
  from: number,
): { text: string; endLength: number; isOpen: boolean } {
  let at = from;
  while (at < code.length && code[at] !== '`' && !code.startsWith('${', at)) {
    at += code[at] === '\\' ? 2 : 1;
  }
  const isOpen = code.startsWith('${', at);
  const end = Math.min(at, code.length);
  return { text: code.slice(from, end), endLength: isOpen ? 2 : end < code.length ? 1 : 0, isOpen };
}

/** What a quoted text stands for, as far as names need it: other escapes than of quotes and backslash stay. */
function valueOf(quotedText: string): string {
  const end = quotedText.length > 1 && quotedText.at(-1) === quotedText[0] ? -1 : undefined;
  return quotedText.slice(1, end).replace(/\\(['"\\])/g, '$1');
}
