import type { Columns } from '../../data/columns';
import { quoteName } from '../../data/sql';

/** A value as it stands in a row that was drawn at random. */
export interface ColumnExample {
  /** 1-based, in the order of the table. */
  row: number;
  /** As the engine writes it, cut after 500 characters; `null` where missing. */
  value: string | null;
}

const longestShown = 500;
const examples = 12;

/** Rows drawn at random, each as likely as any other; same seed, same rows. In the order of the table. */
export function examplesQuery(relation: string, name: string, seed: number): string {
  const column = quoteName(name);
  return `SELECT place::DOUBLE AS place, left(value, ${longestShown + 1}) AS value
    FROM (SELECT row_number() OVER () AS place, ${column}::VARCHAR AS value FROM ${relation})
    ORDER BY hash(place + ${seed} * 1000003), place LIMIT ${examples}`;
}

export function readExamples(answer: Columns): ColumnExample[] {
  const places = answer.numbers('place');
  return answer
    .texts('value')
    .map((value, at) => ({
      row: places[at]!,
      value:
        value !== null && value.length > longestShown ? `${value.slice(0, longestShown)}…` : value,
    }))
    .sort((one, other) => one.row - other.row);
}
