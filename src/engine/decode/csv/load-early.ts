import type { CsvPlan } from '../../../data/formats/csv/csv-plan';
import { askedTexts } from '../../../data/formats/csv/written-names';
import { canReadDialect } from './csv-select';
import type { CsvImport } from '../import-ports';
import { askKinds } from '../ask-kinds';
import { loadCsv, type CsvLayout } from './load-csv';

/** A load that began before all bytes had been seen. */
export interface EarlyLoad {
  /** Rows loaded; undefined where that failed, as when the first part suggested a wrong type. */
  rowCount(): Promise<number | undefined>;
  /** What the kinds query says of the columns that are not text, asked as soon as they are loaded. */
  kindCounts(): Promise<Uint8Array | undefined>;
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

/** Loads the file as its first part suggests, before every byte has been seen. */
export function startEarly(text: Blob, plan: CsvPlan, job: CsvImport): EarlyLoad {
  const controller = new AbortController();
  const { dialect, names, guess, dataStart } = plan;
  const layout: CsvLayout = {
    dialect,
    names,
    ...guess,
    longestRecordBytes: 0,
    missing: job.choices.missing ?? [],
    kept: job.choices.columns,
    texts: askedTexts(names, job.choices.texts),
  };
  const settled = canReadDialect(dialect)
    ? loadCsv(job.database, job.target, text.slice(dataStart), layout, controller.signal).catch(
        () => undefined,
      )
    : Promise.resolve(undefined);
  const counted = settled.then((rowCount) =>
    rowCount === undefined
      ? undefined
      : askKinds(job.database, job.target, rowCount, controller.signal),
  );
  return {
    kindCounts: () => counted,
    rowCount: () => settled,
    stop: async () => {
      controller.abort();
      await Promise.allSettled([settled, counted]);
    },
  };
}
