import { tokenizeLine } from '../csv/line-tokens';

/** How a table was printed: lines of text with marks between the values, and rules of dashes. */
export interface PrintedTable {
  /** Between the values. */
  mark: '|' | '│';
  /** The mark stands at both ends of each line too. */
  isFramed: boolean;
}

/** Rules stand among so many first lines. */
const topLines = 6;

/** A line of dashes with a joint in it, as programs print them and Markdown has them. */
export function isRule(line: string): boolean {
  return /[-=─═━]{2}/.test(line) && /^[\s|+:=\-─━═┼│╪├┤┌┐└┘┬┴╞╡╧╤]+$/.test(line);
}

/** Lines with a rule among the first, whose joints are as many as the marks of the others; undefined elsewhere. */
export function findPrintedTable(lines: readonly string[]): PrintedTable | undefined {
  const rule = lines.slice(0, topLines).find((line) => isRule(line) && /[|+┼╪┬╤]/.test(line));
  if (rule === undefined) return undefined;
  const joints =
    rule
      .trim()
      .replace(/^[|+├┌╞]|[|+┤┐╡]$/g, '')
      .split(/[|+┼╪┬╤]/).length - 1;
  const others = lines.filter((line) => !isRule(line) && line.trim() !== '');
  const found = (['|', '│'] as const).find((mark) => {
    const fitting = others.filter((line) => cutPrinted(line, mark).length === joints + 1);
    return joints > 0 && others.length > 1 && fitting.length > 0.8 * others.length;
  });
  if (found === undefined) return undefined;
  const framed = others.filter((line) => isFramedBy(line, found)).length;
  return { mark: found, isFramed: framed > 0.8 * others.length };
}

/** The values of a printed line, without the blanks around them; a mark behind a backslash is part of a value. */
export function cutPrinted(line: string, mark: string): string[] {
  const inner = isFramedBy(line, mark) ? line.trim().slice(1, -1) : line;
  return inner
    .split(new RegExp(`(?<!\\\\)[${mark}]`))
    .map((value) => value.replaceAll(`\\${mark}`, mark).trim());
}

function isFramedBy(line: string, mark: string): boolean {
  const text = line.trim();
  return text.length > 1 && text.startsWith(mark) && text.endsWith(mark);
}

/** Where columns of characters begin, as a rule of dashes parted by blanks says; empty where none does. */
export function ruledColumns(lines: readonly string[]): number[] {
  const rule = lines.slice(0, topLines).find((line) => /^ *[-=]{2,}(?: +[-=]+)+ *$/.test(line));
  if (rule === undefined) return [];
  const starts = [...rule.matchAll(/[-=]+/g)].map(({ index }) => index);
  const others = lines.filter((line) => line.trim() !== '');
  const fitting = others.filter((line) =>
    starts.every((at) => at === 0 || (line[at - 1] ?? ' ') === ' '),
  );
  return fitting.length > 0.9 * others.length ? starts : [];
}

/** Every line is one quoted value that holds a whole row, as some programs wrap them; the first may be bare. */
export function areRowsQuoted(lines: readonly string[]): boolean {
  const [first, ...rows] = lines.filter((line) => line !== '');
  if (first === undefined || rows.length < 2) return false;
  const wrapped = rows.filter((row) => unwrapRow(row) !== row);
  if (wrapped.length < 0.95 * rows.length) return false;
  return [',', ';', '\t', '|'].some((delimiter) => {
    const count = valueCount(unwrapRow(first), delimiter);
    const same = rows.filter((row) => valueCount(unwrapRow(row), delimiter) === count);
    return count > 1 && same.length > 0.9 * rows.length;
  });
}

function valueCount(line: string, delimiter: string): number {
  return tokenizeLine(line, { delimiter, quote: '"', closesDoubled: false }).length;
}

/** A row without the quotes around all of it; the line itself where it is no such row. */
export function unwrapRow(line: string): string {
  return /^"(?:[^"]|"")*"$/.test(line) && line.length > 2
    ? line.slice(1, -1).replaceAll('""', '"')
    : line;
}

const formula = /(?<=^|[,;\t|])="((?:[^"]|"")*)"(?=[,;\t|]|$)|"=""((?:[^"])*)"""/g;

/** Many values are formulas of a text alone, by which programs keep Excel from reading it as a number. */
export function holdTextFormulas(lines: readonly string[]): boolean {
  const holding = lines.filter((line) => line.search(formula) >= 0);
  return holding.length > 2 && holding.length > 0.5 * lines.length;
}

/** A line with the texts in the place of such formulas. */
export function withoutFormulas(line: string): string {
  return line.replace(formula, (_, bare?: string, quoted?: string) => `"${bare ?? quoted ?? ''}"`);
}
