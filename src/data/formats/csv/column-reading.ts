/** How the texts of a column are to be read, where that is more than a plain form shows. */
export type ColumnReading =
  | { as: 'text' }
  /** Grouped digits, units and currencies, brackets for negative: up to 15 digits, as a double. */
  | { as: 'number'; decimal: '.' | ','; grouping: '' | ',' | '.' | ' ' | "'" }
  /** Days written with numbers or English names of months, in this order; with a time of day where `time`. */
  | { as: 'date'; order: 'dmy' | 'mdy' | 'ymd'; time: boolean }
  | { as: 'boolean'; yes: string[]; no: string[] }
  /** `h:mm:ss` or `m:ss`, as a number of seconds. */
  | { as: 'duration' };

/** A reading that the texts of a column suggest, and why. */
export interface ReadingProposal {
  column: string;
  reading: ColumnReading;
  /** "98 of 100 values look like 1,234.50 €". */
  reason: string;
}

const leastShare = 0.9;

/** Words that mean yes and no, lower case, by language. */
const booleanWords: readonly [yes: string, no: string][] = [
  ['yes', 'no'],
  ['y', 'n'],
  ['t', 'f'],
  ['on', 'off'],
  ['ja', 'nein'],
  ['j', 'n'],
  ['ja', 'nee'],
  ['ja', 'nej'],
  ['ja', 'nei'],
  ['wahr', 'falsch'],
  ['oui', 'non'],
  ['o', 'n'],
  ['vrai', 'faux'],
  ['sí', 'no'],
  ['si', 'no'],
  ['sì', 'no'],
  ['verdadero', 'falso'],
  ['vero', 'falso'],
  ['sim', 'não'],
  ['sim', 'nao'],
  ['verdadeiro', 'falso'],
  ['tak', 'nie'],
  ['ano', 'ne'],
  ['áno', 'nie'],
  ['igen', 'nem'],
  ['da', 'nu'],
  ['evet', 'hayır'],
  ['kyllä', 'ei'],
  ['да', 'нет'],
  ['так', 'ні'],
  ['ναι', 'όχι'],
  ['是', '否'],
  ['はい', 'いいえ'],
  ['예', '아니요'],
  ['true', 'false'],
  ['enabled', 'disabled'],
  ['active', 'inactive'],
];

/**
 * What the texts of a column (without missing ones) could be read as, though not beyond doubt; undefined for
 * plain text. Never done unasked: a grouped number may be a code, and 01/02/2020 two different days.
 */
export function proposeReading(
  texts: readonly string[],
): Omit<ReadingProposal, 'column'> | undefined {
  const values = texts.map((text) => text.trim()).filter((text) => text !== '');
  if (values.length === 0) return undefined;
  return (
    proposeBoolean(values) ??
    proposeDate(values) ??
    proposeDuration(values) ??
    proposeNumber(values)
  );
}

function proposeBoolean(values: readonly string[]): Omit<ReadingProposal, 'column'> | undefined {
  const distinct = new Set(values.map((value) => value.toLowerCase()));
  if (distinct.size !== 2) return undefined;
  const pair = booleanWords.find(([yes, no]) => distinct.has(yes) && distinct.has(no));
  if (!pair) return undefined;
  const [yes, no] = pair;
  return {
    reading: { as: 'boolean', yes: [yes], no: [no] },
    reason: `all values are "${yes}" or "${no}"`,
  };
}

const numericDate =
  /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(,?[ T]\d{1,2}:\d{2}(:\d{2})?( ?[ap]m)?)?$/i;
const yearFirst = /^\d{4}([./])\d{1,2}\1\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2})?)?$/;
const months = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const dayMonth = new RegExp(`^\\d{1,2}[ .-]+${months}\\.?[ ,-]+\\d{2,4}$`, 'i');
const monthDay = new RegExp(`^${months}\\.? +\\d{1,2}(?:st|nd|rd|th)?,? +\\d{4}$`, 'i');

function proposeDate(values: readonly string[]): Omit<ReadingProposal, 'column'> | undefined {
  const time = values.some((value) => /\d:\d{2}/.test(value));
  const named = [
    { order: 'ymd', pattern: yearFirst, like: 'a year first' },
    { order: 'dmy', pattern: dayMonth, like: 'a day and the name of a month' },
    { order: 'mdy', pattern: monthDay, like: 'the name of a month and a day' },
  ] as const;
  for (const { order, pattern, like } of named) {
    const found = values.filter((value) => pattern.test(value)).length;
    if (found >= leastShare * values.length)
      return {
        reading: { as: 'date', order, time },
        reason: `${share(found, values)} look like dates with ${like}`,
      };
  }
  const parts = values.map((value) => numericDate.exec(value)).filter((match) => match !== null);
  if (parts.length < leastShare * values.length) return undefined;
  const firstBeyond = parts.filter((match) => Number(match[1]) > 12).length;
  const secondBeyond = parts.filter((match) => Number(match[3]) > 12).length;
  const isDayFirst =
    firstBeyond > secondBeyond || (firstBeyond === secondBeyond && parts[0]![2] !== '/');
  const isTold = firstBeyond !== secondBeyond;
  const why = isTold
    ? `in ${isDayFirst ? firstBeyond : secondBeyond} of them the ${isDayFirst ? 'first' : 'second'} number is above 12, so it is the day`
    : 'nothing tells whether the day or the month comes first';
  const order = isDayFirst || !isTold ? 'dmy' : 'mdy';
  return {
    reading: { as: 'date', order, time },
    reason: `${share(parts.length, values)} look like dates; ${why}`,
  };
}

function proposeDuration(values: readonly string[]): Omit<ReadingProposal, 'column'> | undefined {
  const found = values.filter((value) => /^\d{1,4}:[0-5]\d:[0-5]\d(\.\d+)?$/.test(value)).length;
  return found >= leastShare * values.length
    ? {
        reading: { as: 'duration' },
        reason: `${share(found, values)} look like hours, minutes and seconds`,
      }
    : undefined;
}

type NumberReading = Extract<ColumnReading, { as: 'number' }>;

const numberForms: readonly NumberReading[] = [
  { as: 'number', decimal: '.', grouping: ',' },
  { as: 'number', decimal: ',', grouping: '.' },
  { as: 'number', decimal: ',', grouping: ' ' },
  { as: 'number', decimal: '.', grouping: ' ' },
  { as: 'number', decimal: '.', grouping: "'" },
];

function proposeNumber(values: readonly string[]): Omit<ReadingProposal, 'column'> | undefined {
  const read = numberForms.map((form) => {
    const pattern = new RegExp(`^(?:${numberPattern(form)})$`, 'u');
    return values.filter((value) => pattern.test(value));
  });
  const most = Math.max(...read.map(({ length }) => length));
  if (most < leastShare * values.length || unitsOf(values).size > 1) return undefined;
  const isMarked = (value: string): boolean => !/^-?\d+$/.test(value);
  const hasCode = values.some((value) => /^0\d/.test(value));
  if (!values.some(isMarked) || hasCode) return undefined;
  const best = read.findIndex(({ length }) => length === most);
  const example = read[best]!.find(isMarked) ?? read[best]![0]!;
  return {
    reading: numberForms[best]!,
    reason: `${share(most, values)} look like "${example}"`,
  };
}

/** A sign or a code of three letters and a blank: letters right before digits are a code of another kind. */
const unitBefore = '[$€£¥₹₽₩₺]\\s*|(?:[A-Z]{3}|Fr\\.|kr|zł|R\\$)\\s+';
const unitBehind =
  '\\s*[%‰°$€£¥₹₽]|\\s*(?:[kmµ]?[gmlsWV]|cm|km/h|kWh|min|h|[kMGT]i?B|Hz|°[CF])|\\s+[\\p{L}/²³%°]{1,10}';

/** A number with grouped digits, a unit before or behind it, and brackets or a sign, as RE2 and JavaScript read it. */
export function numberPattern({ decimal, grouping }: NumberReading): string {
  const group = grouping === ' ' ? '[ \u00a0\u202f]' : grouping === "'" ? "['’]" : `[${grouping}]`;
  const point = decimal === '.' ? '\\.' : ',';
  const whole = grouping === '' ? '\\d+' : `(?:\\d{1,3}(?:${group}\\d{3})+|\\d+)`;
  const amount = `(?:${whole}(?:${point}\\d*)?|${point}\\d+)`;
  const pattern = `[(]?[-+−]?\\s*(?:${unitBefore})?[-+−]?${amount}(?:${unitBehind})?-?[)]?`;
  return pattern;
}

function unitsOf(values: readonly string[]): Set<string> {
  return new Set(
    values
      .map((value) => value.replace(/[\d.,'’()+−\s-]/gu, '').toLowerCase())
      .filter((unit) => unit !== ''),
  );
}

function share(found: number, values: readonly string[]): string {
  const total = values.length.toLocaleString('en');
  return found === values.length
    ? `all ${total} values seen`
    : `${found.toLocaleString('en')} of ${total} values seen`;
}
