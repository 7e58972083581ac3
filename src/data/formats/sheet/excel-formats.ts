/** What a number means under a number format: itself, or a count of days that is a date or a time. */
export type SerialKind = 'number' | 'date' | 'datetime' | 'time' | 'duration';

/** Formats that every workbook has without saying so (ECMA-376, 18.8.30), those of East Asia among them. */
const builtIn: readonly [from: number, to: number, kind: SerialKind][] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'datetime'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 45, 'time'],
  [46, 46, 'duration'],
  [47, 47, 'time'],
  [50, 54, 'date'],
  [55, 56, 'time'],
  [57, 58, 'date'],
];

/** The kind of a format by its number, where it is built in. */
export function builtInKind(id: number): SerialKind {
  return builtIn.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'number';
}

/** The kind of a written format, such as `yyyy-mm-dd`, `[h]:mm`, `0.00 "days"`. */
export function formatKind(format: string): SerialKind {
  const plain = format
    .replace(/"[^"]*"/g, '')
    .replace(/[\\_*]./g, '')
    .toLowerCase();
  if (/\[(h+|m+|s+)\]/.test(plain)) return 'duration';
  const [section = ''] = plain.replace(/\[[^\]]*\]/g, '').split(';');
  if (/general/.test(section)) return 'number';
  const hasTime = /[hs]/.test(section);
  const hasDate = /[yd]|mmm/.test(section) || (/m/.test(section) && !hasTime);
  if (hasDate) return hasTime ? 'datetime' : 'date';
  return hasTime ? 'time' : 'number';
}
