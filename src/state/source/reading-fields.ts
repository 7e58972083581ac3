import type { ColumnReading } from '../../data/formats/csv/column-reading';
import type { ReadingField } from '../../data/text-preview';

export interface ReadingChoice {
  value: string;
  label: string;
}

/** One thing about the reading of a text that can be set by hand. */
export interface ReadingFieldSpec {
  field: ReadingField;
  label: string;
  /** Where a sheet is read. */
  sheetLabel?: string;
  control: 'choice' | 'switch' | 'number';
  choices: readonly ReadingChoice[];
  /** The largest number that can be given. */
  most?: number;
  /** Whether something else than these may be typed. */
  isOpen?: boolean;
}

/** More lines of names than this are no names. */
const mostHeaderRows = 20;

const labelled = (pairs: readonly (readonly [value: string, label: string])[]): ReadingChoice[] =>
  pairs.map(([value, label]) => ({ value, label }));

export const readingFieldSpecs: readonly ReadingFieldSpec[] = [
  {
    field: 'encoding',
    label: 'Encoding',
    control: 'choice',
    choices: labelled([
      ['utf-8', 'UTF-8'],
      ['windows-1252', 'Western (Windows-1252)'],
      ['windows-1250', 'Central European (Windows-1250)'],
      ['windows-1251', 'Cyrillic (Windows-1251)'],
      ['windows-1253', 'Greek (Windows-1253)'],
      ['windows-1254', 'Turkish (Windows-1254)'],
      ['iso-8859-15', 'Western (ISO 8859-15)'],
      ['macintosh', 'Western (Macintosh)'],
      ['koi8-r', 'Cyrillic (KOI8-R)'],
      ['ibm866', 'Cyrillic (DOS 866)'],
      ['shift_jis', 'Japanese (Shift JIS)'],
      ['euc-jp', 'Japanese (EUC-JP)'],
      ['gb18030', 'Chinese (GB 18030)'],
      ['big5', 'Chinese (Big5)'],
      ['euc-kr', 'Korean (EUC-KR)'],
      ['utf-16le', 'UTF-16, little-endian'],
      ['utf-16be', 'UTF-16, big-endian'],
    ]),
  },
  {
    field: 'delimiter',
    label: 'Delimiter',
    control: 'choice',
    isOpen: true,
    choices: labelled([
      [',', 'Comma ,'],
      [';', 'Semicolon ;'],
      ['\t', 'Tab'],
      ['|', 'Bar |'],
      [' ', 'Space'],
      [':', 'Colon :'],
      ['\x1f', 'None: one column'],
    ]),
  },
  {
    field: 'quote',
    label: 'Quotes',
    control: 'choice',
    choices: labelled([
      ['"', 'Double "'],
      ["'", "Single '"],
      ['`', 'Backtick `'],
      ['', 'None'],
    ]),
  },
  {
    field: 'escape',
    label: 'Quotes inside values',
    control: 'choice',
    choices: labelled([
      ['doubled', 'Doubled ""'],
      ['backslash', 'Behind a backslash \\"'],
    ]),
  },
  {
    field: 'headerRows',
    label: 'Lines of column names',
    sheetLabel: 'Rows of column names',
    control: 'number',
    most: mostHeaderRows,
    choices: [],
  },
  {
    field: 'skipLines',
    label: 'Lines passed over at the top',
    sheetLabel: 'Rows passed over at the top',
    control: 'number',
    most: 1_000,
    choices: [],
  },
  {
    field: 'footer',
    label: 'Set lines below the table aside',
    sheetLabel: 'Set rows below the table aside',
    control: 'switch',
    choices: [],
  },
  {
    field: 'decimalPoint',
    label: 'Decimal sign',
    control: 'choice',
    choices: labelled([
      ['.', 'Point 1.5'],
      [',', 'Comma 1,5'],
    ]),
  },
  { field: 'trims', label: 'Cut spaces around values', control: 'switch', choices: [] },
];

/** Readings that a column of text can be given. */
export const columnReadings: readonly { label: string; reading: ColumnReading }[] = [
  { label: 'Text', reading: { as: 'text' } },
  { label: 'Number 1,234.5', reading: { as: 'number', decimal: '.', grouping: ',' } },
  { label: 'Number 1.234,5', reading: { as: 'number', decimal: ',', grouping: '.' } },
  { label: 'Number 1 234,5', reading: { as: 'number', decimal: ',', grouping: ' ' } },
  { label: 'Number 1 234.5', reading: { as: 'number', decimal: '.', grouping: ' ' } },
  { label: "Number 1'234.5", reading: { as: 'number', decimal: '.', grouping: "'" } },
  { label: 'Date, day first', reading: { as: 'date', order: 'dmy', time: false } },
  { label: 'Date, month first', reading: { as: 'date', order: 'mdy', time: false } },
  { label: 'Date, year first', reading: { as: 'date', order: 'ymd', time: false } },
  { label: 'Date and time, day first', reading: { as: 'date', order: 'dmy', time: true } },
  { label: 'Date and time, month first', reading: { as: 'date', order: 'mdy', time: true } },
  { label: 'Date and time, year first', reading: { as: 'date', order: 'ymd', time: true } },
  { label: 'Duration h:mm:ss, in seconds', reading: { as: 'duration' } },
];

/** How a reading is called; yes and no by their words. */
export function readingLabel(reading: ColumnReading): string {
  if (reading.as === 'boolean') return `True for "${reading.yes[0]}", false for "${reading.no[0]}"`;
  const known = columnReadings.find(
    (each) => JSON.stringify(each.reading) === JSON.stringify(reading),
  );
  return known?.label ?? reading.as;
}
