import type { Token } from './align-values';

/** How a line may have been meant, where the plain reading fails. */
export interface LineReading {
  delimiter: string;
  quote: string;
  /** Whether `""` before a delimiter ends the value: a stray quote and a closing one. */
  closesDoubled: boolean;
}

/**
 * The values of one line, read leniently: a quote opens only where a value begins, and closes only before a
 * delimiter or the end, so that stray and unescaped quotes stay part of their value; one that is never closed
 * is a character like any other.
 */
export function tokenizeLine(line: string, reading: LineReading): Token[] {
  const tokens: Token[] = [];
  const { delimiter } = reading;
  for (let start = 0; ;) {
    const quoted = reading.quote === '' ? undefined : quotedToken(line, start, reading);
    const token = quoted ?? plainToken(line, start, delimiter);
    tokens.push(token);
    if (!line.startsWith(delimiter, token.end)) return tokens;
    start = token.end + delimiter.length;
  }
}

function plainToken(line: string, start: number, delimiter: string): Token {
  const found = line.indexOf(delimiter, start);
  const end = found < 0 ? line.length : found;
  return { value: line.slice(start, end), start, end };
}

function quotedToken(
  line: string,
  start: number,
  { delimiter, quote, closesDoubled }: LineReading,
): Token | undefined {
  let open = start;
  if (delimiter !== ' ') while (line[open] === ' ') open += 1;
  if (line[open] !== quote) return undefined;
  let value = '';
  for (let at = open + 1; at < line.length; at += 1) {
    if (line[at] !== quote) {
      value += line[at]!;
      continue;
    }
    const isDoubled = line[at + 1] === quote;
    const end = endBehind(line, isDoubled ? at + 2 : at + 1, delimiter);
    if (isDoubled) {
      if (closesDoubled && end !== undefined && at > open + 1)
        return { value: value + quote, start, end };
      const isEmpty = at === open + 1 && end !== undefined;
      if (isEmpty) return { value: '', start, end };
      value += quote;
      at += 1;
    } else if (end !== undefined) return { value, start, end };
    else value += quote;
  }
  return undefined;
}

/** Where the value ends whose quote closes before `start`; undefined where neither delimiter nor end follows. */
function endBehind(line: string, start: number, delimiter: string): number | undefined {
  let at = start;
  if (delimiter !== ' ') while (line[at] === ' ') at += 1;
  return at === line.length || line.startsWith(delimiter, at) ? at : undefined;
}
