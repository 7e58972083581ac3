const indent = '  ';
const opening = '{[';
const closing = '}]';

/**
 * The engine's text of a list, struct or map with a line for each of its parts; what stands in quotes stays as it
 * is. Lists without anything nested in them stay on one line.
 */
export function indentNested(text: string): string {
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  const push = (): void => {
    if (line.trim() !== '') lines.push(indent.repeat(depth) + line.trim());
    line = '';
  };
  for (const token of tokens(text)) {
    if (isFlatList(token)) line += token;
    else if (opening.includes(token)) {
      line += token;
      push();
      depth += 1;
    } else if (closing.includes(token)) {
      push();
      depth = Math.max(0, depth - 1);
      line = token;
    } else if (token === ',') {
      line += token;
      push();
    } else line += token;
  }
  push();
  return lines.join('\n');
}

function isFlatList(token: string): boolean {
  return token.length > 1 && token.startsWith('[');
}

/** Brackets, commas, quoted texts and short flat lists as whole, and what stands between them. */
function tokens(text: string): string[] {
  return text.match(/'(?:[^'\\]|\\.|'')*'|\[[^[\]{}'\n]{0,120}\]|[{}[\],]|[^{}[\],']+|'/gs) ?? [];
}
