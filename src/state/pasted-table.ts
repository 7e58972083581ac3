/** How a pasted text is read: what its table is written in. */
const endings: readonly [test: (lines: string[], text: string) => boolean, ending: string][] = [
  [(lines) => share(lines, '\t') > 0.5, 'tsv'],
  [(_, text) => /^\s*[[{]/.test(text) && isJson(text), 'json'],
  [(lines) => lines.length > 1 && isEven(lines, ','), 'csv'],
  [(lines) => lines.length > 1 && isEven(lines, ';'), 'csv'],
];

/** The table in a pasted text as a file: cells copied from a sheet, CSV, JSON; undefined where it is just words. */
export function pastedTable(text: string): File | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) return undefined;
  const found = endings.find(([test]) => test(lines, text));
  return found && new File([text], `pasted.${found[1]}`, { type: 'text/plain' });
}

function share(lines: string[], delimiter: string): number {
  return lines.filter((line) => line.includes(delimiter)).length / lines.length;
}

/** Whether nearly all lines hold the same number of delimiters, at least one. */
function isEven(lines: string[], delimiter: string): boolean {
  const counts = lines.map((line) => line.split(delimiter).length - 1);
  const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)]!;
  const even = counts.filter((count) => count === usual).length;
  return usual > 0 && even / lines.length > 0.8;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return /^\s*\{.*\}\s*\n\s*\{/.test(text);
  }
}
