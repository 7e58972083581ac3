/** How the text of a table of values is laid out. */
export interface CsvDialect {
  /** Between values: one to four bytes of UTF-8. */
  delimiter: string;
  /** Around values that hold delimiters or line ends: one character of ASCII; empty for none. */
  quote: string;
  /** How a quote inside quotes is written: doubled, or behind a backslash. */
  escape: 'doubled' | 'backslash';
  /** Spaces, tabs and no-break spaces around a value are no part of it. */
  trims: boolean;
  decimalPoint: '.' | ',';
}

/** Stands between the values of a table that has one column: no text holds it. */
export const noDelimiter = '\x1f';

const delimiterNames: Record<string, string> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
  '|': 'a bar',
  ' ': 'a space',
  ':': 'a colon',
};

/** A delimiter in words: "a comma". */
export function delimiterName(delimiter: string): string {
  return delimiterNames[delimiter] ?? `"${delimiter}"`;
}

/** What of a dialect is worth a word; a tab is not where the file's name says so. */
export function describeDialect(dialect: CsvDialect, isTabNamed: boolean): string[] {
  const { delimiter, quote, escape, trims, decimalPoint } = dialect;
  const notes: string[] = [];
  const isExpected =
    delimiter === ',' || delimiter === noDelimiter || (delimiter === '\t' && isTabNamed);
  if (!isExpected) notes.push(`Values are separated by ${delimiterName(delimiter)}.`);
  if (quote === "'") notes.push('Values are quoted by single quotes.');
  else if (quote !== '"' && quote !== '') notes.push(`Values are quoted by ${quote}.`);
  if (quote === '') notes.push('Quotes are ordinary characters in this file.');
  if (escape === 'backslash') notes.push('Quotes inside values stand behind a backslash.');
  if (trims) notes.push('Spaces around the values were left out.');
  if (decimalPoint === ',') notes.push('Numbers are written with a decimal comma.');
  return notes;
}
