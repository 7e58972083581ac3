import { numberPattern, type ColumnReading } from '../../../data/formats/csv/column-reading';
import { quoteText } from '../../../data/sql';

/** SQL that reads a text as asked for, and is NULL where that cannot be done. `value` is SQL too. */
export function readingSql(reading: ColumnReading, value: string): string {
  const text = `trim(${value})`;
  switch (reading.as) {
    case 'text':
      return value;
    case 'number':
      return numberSql(reading, text);
    case 'date':
      return dateSql(reading, text);
    case 'boolean':
      return booleanSql(reading, text);
    case 'duration':
      return durationSql(text);
  }
}

const mostDigits = 15;

function numberSql(reading: Extract<ColumnReading, { as: 'number' }>, text: string): string {
  const digits = `regexp_replace(${text}, '[^0-9${reading.decimal}]', '', 'g')`;
  const plain = reading.decimal === ',' ? `replace(${digits}, ',', '.')` : digits;
  const isNegative = `regexp_matches(${text}, '^[(]|[-−]')`;
  const isNumber = `regexp_full_match(${text}, ${quoteText(numberPattern(reading))})`;
  const isExact = `length(replace(${plain}, '.', '')) <= ${mostDigits}`;
  const number = `TRY_CAST(${plain} AS DOUBLE)`;
  return `CASE WHEN ${isNumber} AND ${isExact} THEN CASE WHEN ${isNegative} THEN -${number} ELSE ${number} END END`;
}

const dateForms = {
  dmy: [
    '%d/%m/%y',
    '%d/%m/%Y',
    '%d.%m.%y',
    '%d.%m.%Y',
    '%d-%m-%y',
    '%d-%m-%Y',
    '%d %b %Y',
    '%d %B %Y',
    '%d-%b-%y',
    '%d-%b-%Y',
    '%d. %b %Y',
    '%d. %B %Y',
    '%d %b. %Y',
  ],
  mdy: [
    '%m/%d/%y',
    '%m/%d/%Y',
    '%m.%d.%y',
    '%m.%d.%Y',
    '%m-%d-%y',
    '%m-%d-%Y',
    '%b %d, %Y',
    '%B %d, %Y',
    '%b %d %Y',
    '%B %d %Y',
    '%b. %d, %Y',
  ],
  ymd: ['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%Y%m%d'],
} as const;
const timeForms = ['', ' %H:%M', ' %H:%M:%S', ' %I:%M %p', ' %I:%M:%S %p', 'T%H:%M:%S', ', %H:%M'];

function dateSql({ order, time }: Extract<ColumnReading, { as: 'date' }>, text: string): string {
  const forms = dateForms[order].flatMap((day) =>
    time ? timeForms.map((clock) => day + clock) : [day],
  );
  const read = `try_strptime(regexp_replace(${text}, '([0-9])(st|nd|rd|th)\\b', '\\1'), [${forms.map(quoteText).join(', ')}])`;
  return time ? read : `CAST(${read} AS DATE)`;
}

function booleanSql({ yes, no }: Extract<ColumnReading, { as: 'boolean' }>, text: string): string {
  const words = (list: readonly string[]): string =>
    list.map((word) => quoteText(word.toLowerCase())).join(', ');
  return `CASE WHEN lower(${text}) IN (${words(yes)}) THEN true WHEN lower(${text}) IN (${words(no)}) THEN false END`;
}

/** Seconds: the last of hours, minutes and seconds counts once, the one before it sixty times. */
function durationSql(text: string): string {
  const parts = `list_transform(list_reverse(string_split(ltrim(${text}, '-'), ':')), part -> TRY_CAST(part AS DOUBLE))`;
  const seconds = `coalesce(${parts}[1], 0) + 60 * coalesce(${parts}[2], 0) + 3600 * coalesce(${parts}[3], 0)`;
  const isDuration = `regexp_full_match(${text}, '-?[0-9]{1,6}:[0-5][0-9](:[0-5][0-9])?([.][0-9]+)?')`;
  return `CASE WHEN ${isDuration} THEN CASE WHEN starts_with(${text}, '-') THEN -(${seconds}) ELSE ${seconds} END END`;
}
