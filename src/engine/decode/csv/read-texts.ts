import type { CsvPlan } from '../../../data/formats/csv/csv-plan';
import type { ColumnTexts } from '../../../data/texts/column-texts';
import type { CountedColumnTexts } from './row-texts';

/** A worker that counts texts while it surveys ranges of a CSV. */
export interface TextCounter {
  /** The texts of some columns that were counted for a survey, by column; undefined where nothing was. */
  takeTexts(survey: number, columns: readonly number[]): Promise<CountedColumnTexts[] | undefined>;
  /** Ends a survey: what the texts of some columns say, together with those that other workers counted. */
  endTexts(
    survey: number,
    plan: CsvPlan,
    columns: readonly number[],
    others: readonly CountedColumnTexts[][],
  ): Promise<ColumnTexts[]>;
}

/** Each worker reads the texts of some columns: those that it counted itself and those that the others did. */
export async function readTexts(
  workers: readonly TextCounter[],
  survey: number,
  plan: CsvPlan,
): Promise<ColumnTexts[]> {
  const columns = plan.guess.types.flatMap(({ sql }, column) =>
    sql === 'VARCHAR' ? [column] : [],
  );
  const shares = workers.map((_, worker) =>
    columns.filter((_, place) => place % workers.length === worker),
  );
  const handed = await Promise.all(
    workers.map((worker, index) => {
      const foreign = columns.filter((column) => !shares[index]!.includes(column));
      return worker.takeTexts(survey, foreign);
    }),
  );
  const read = await Promise.all(
    workers.map((worker, index) => {
      const others = handed
        .filter((texts, other) => other !== index && texts !== undefined)
        .map((texts) => texts!.map((each, column) => pickFor(shares[index]!, column, each)));
      return worker.endTexts(survey, plan, shares[index]!, others);
    }),
  );
  const place = new Map(plan.names.map((name, column) => [name, column]));
  return read.flat().sort((one, other) => place.get(one.name)! - place.get(other.name)!);
}

function pickFor(
  share: readonly number[],
  column: number,
  texts: CountedColumnTexts,
): CountedColumnTexts {
  return share.includes(column) ? texts : undefined;
}
