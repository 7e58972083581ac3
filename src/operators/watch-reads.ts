import type { RunServices } from './run-context';

/** Something that a run asks of the engine: a SELECT, or the counted texts of a table. */
export interface EngineRead {
  sql?: string;
  fingerprint?: string;
  /** Which columns' texts, where not all. */
  columns?: readonly string[];
}

/** The same services, telling `onRead` of what is read through them. */
export function watchReads<S extends RunServices>(
  services: S,
  onRead: (read: EngineRead) => void,
): S {
  return {
    ...services,
    query: (sql, signal) => {
      onRead({ sql });
      return services.query(sql, signal);
    },
    createTable: (fingerprint, select, ...rest) => {
      onRead({ sql: select });
      return services.createTable(fingerprint, select, ...rest);
    },
    columnTexts: (fingerprint, columns) => {
      onRead({ fingerprint, columns });
      return services.columnTexts(fingerprint, columns);
    },
  };
}
