/**
 * A second, slow and plain reader of comma-separated text, written from the rules alone, to count records
 * and compare values: a value in quotes may have spaces around them; a record whose quotes do not close, or
 * close before more text, is its first line; a line of spaces, or of two delimiters and more, is no record.
 */
export function readCsv(
  text: string,
  columnCount: number,
): { records: number; rows: (string | null)[][] } {
  const rows: (string | null)[][] = [];
  let records = 0;
  let at = text.indexOf('\n') + 1;
  while (at < text.length) {
    const record = readRecord(text, at);
    const line = text.slice(at, record?.end ?? match(/[^\r\n]*/y, text, at)!.end);
    at += line.length + (match(/\r?\n/y, text, at + line.length)?.text.length ?? 0);
    if (record && (/^ *$/.test(line) || (columnCount > 2 && /^,,+$/.test(line)))) continue;
    records += 1;
    const surplus = record?.values.slice(columnCount) ?? [];
    if (record && record.values.length >= columnCount && surplus.every((value) => !value)) {
      rows.push(record.values.slice(0, columnCount));
    }
  }
  return { records, rows };
}

function readRecord(
  text: string,
  start: number,
): { values: (string | null)[]; end: number } | undefined {
  const values: (string | null)[] = [];
  for (let at = start; ; at += 1) {
    const value = readValue(text, at);
    if (!value) return undefined;
    values.push(value.text);
    at = value.end;
    if (text[at] !== ',') return { values, end: at };
  }
}

function readValue(text: string, at: number): { text: string | null; end: number } | undefined {
  const quoted = match(/ *"(?:[^"]|"")*"(?!") */y, text, at);
  if (quoted && /^(,|\r?\n|$)/.test(text.slice(quoted.end))) {
    return { text: quoted.text.trim().slice(1, -1).replaceAll('""', '"'), end: quoted.end };
  }
  const isQuoteFirst = text[at] === '"';
  const isOpen = match(/ *"/y, text, at) !== undefined && !quoted;
  if (isQuoteFirst || isOpen) return undefined;
  const plain = match(/[^,\r\n]*/y, text, at)!;
  return { text: plain.text || null, end: plain.end };
}

function match(
  pattern: RegExp,
  text: string,
  at: number,
): { text: string; end: number } | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found ? { text: found[0], end: pattern.lastIndex } : undefined;
}
