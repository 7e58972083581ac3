import type { Columns } from '../../data/columns';
import { formatCount, formatNumber, formatShare } from '../../data/format';
import { quoteName } from '../../data/sql';
import type { Leak } from './leak-rules';

/** A date column beside the date of prediction. */
export interface LaterDates {
  column: string;
  /** Rows that have both dates, and those of them where this one is later. */
  rows: number;
  later: number;
}

/** SQL that counts, for each date column (`a0`, `b0`, …), rows with both dates and rows where it is the later one. */
export function laterDatesQuery(
  relation: string,
  dates: readonly string[],
  prediction: string,
): string {
  const counts = dates.flatMap((name, index) => {
    const [date, known] = [`${quoteName(name)}::TIMESTAMP`, `${quoteName(prediction)}::TIMESTAMP`];
    return [
      `count(*) FILTER (WHERE ${date} IS NOT NULL AND ${known} IS NOT NULL)::DOUBLE AS a${index}`,
      `count(*) FILTER (WHERE ${date} > ${known})::DOUBLE AS b${index}`,
    ];
  });
  return `SELECT ${counts.join(', ')} FROM ${relation}`;
}

export function readLaterDates(answer: Columns, dates: readonly string[]): LaterDates[] {
  return dates.map((column, index) => ({
    column,
    rows: answer.numbers(`a${index}`)[0],
    later: answer.numbers(`b${index}`)[0],
  }));
}

/** Dates that lie after the prediction date are not known yet when the prediction is made. */
export function findKnownLater(dates: readonly LaterDates[], prediction: string): Leak[] {
  return dates
    .filter(({ later }) => later > 0)
    .map(({ column, rows, later }) => ({
      rule: 'known later' as const,
      columns: [column],
      level: 'problem' as const,
      value: later / rows,
      text: `"${column}" is later than "${prediction}" in ${formatCount(later)} of ${formatCount(rows)} rows (${formatShare(later / rows)}): it is not known yet when the prediction is made. Leave it out.`,
    }));
}

/** A table with times asks for a split by time. */
export function findTimeColumns(dates: readonly string[]): Leak[] {
  if (dates.length === 0) return [];
  const [first] = dates;
  return [
    {
      rule: 'time',
      columns: [...dates],
      level: 'info',
      value: dates.length,
      text: `There are dates (${dates.join(', ')}). If the model is to predict what comes next, a random split flatters it, since it trains on rows from after the test rows: split by time, on "${first}" for instance.`,
    },
  ];
}

/** One thing (a person, a machine) in several rows must not stand on both sides of a split. */
export function findEntities(entity: string, rows: number, distinct: number): Leak[] {
  if (distinct === 0 || distinct >= rows) return [];
  return [
    {
      rule: 'rows on both sides',
      columns: [entity],
      level: 'warning',
      value: rows / distinct,
      text: `"${entity}" comes ${formatNumber(rows / distinct, 2)} times on average (${formatCount(distinct)} in ${formatCount(rows)} rows). In a random split the same one is on both sides, and a model that knows it by heart looks good: split by group on "${entity}".`,
    },
  ];
}
