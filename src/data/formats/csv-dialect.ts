/** How the text of a table of values is laid out. */
export interface CsvDialect {
  /** Between values: one to four bytes of UTF-8. */
  delimiter: string;
  /** Around values that hold delimiters or line ends; empty for none. */
  quote: '"' | "'" | '';
  /** How a quote inside quotes is written: doubled, or behind a backslash. */
  escape: 'doubled' | 'backslash';
  /** Spaces behind a delimiter are no part of the value. */
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

/** The delimiter in words: "a semicolon", "“::”". */
export function delimiterName(delimiter: string): string {
  return delimiterNames[delimiter] ?? `"${delimiter}"`;
}
