import { dateForm, dateForms } from '../text/date-text';

/** SQLite's own kinds of values (datatype3.html): every value has its own, whatever its column is declared as. */
export const storageClasses = { integer: 1, float: 2, text: 3, blob: 4, none: 5 } as const;

/** What the values of one column have shown so far. */
export class SqliteEvidence {
  /** Values by storage class. */
  readonly counts = new Float64Array(6);
  /** Whole numbers that a double would round, and those that are neither 0 nor 1. */
  large = 0;
  notFlags = 0;
  dates = 0;
  timestamps = 0;

  constructor(private readonly declared: string) {}

  addInteger(value: bigint): void {
    this.counts[storageClasses.integer]! += 1;
    if (value !== 0n && value !== 1n) this.notFlags += 1;
    if (value > 2n ** 53n || value < -(2n ** 53n)) this.large += 1;
  }

  addText(bytes: Uint8Array, start: number, end: number): void {
    this.counts[storageClasses.text]! += 1;
    // Once one text is no date, none needs looking at.
    if (this.dates + this.timestamps < this.counts[storageClasses.text]! - 1) return;
    const form = dateForm(bytes, start, end);
    if (form === dateForms.date) this.dates += 1;
    else if (form === dateForms.timestamp) this.timestamps += 1;
  }

  add(storageClass: number): void {
    this.counts[storageClass]! += 1;
  }

  /** The type that keeps every value, as DuckDB writes it, and why where that is not plain to see. */
  choose(): { sql: SqliteType; note?: string } {
    const { integer, float, text, blob } = storageClasses;
    const [integers, floats, texts, blobs] = [integer, float, text, blob].map(
      (kind) => this.counts[kind]!,
    ) as [number, number, number, number];
    const present = integers + floats + texts + blobs;
    if (present === 0) return { sql: declaredType(this.declared) };
    if (integers === present) {
      const isFlag = /bool/i.test(this.declared) && this.notFlags === 0;
      return { sql: isFlag ? 'BOOLEAN' : 'BIGINT' };
    }
    if (integers + floats === present) {
      if (this.large === 0) return { sql: 'DOUBLE' };
      const note = `holds fractions and whole numbers that floating point would round; it is kept as text.`;
      return { sql: 'VARCHAR', note };
    }
    if (texts === present && this.dates === texts) return { sql: 'DATE' };
    if (texts === present && this.dates + this.timestamps === texts) return { sql: 'TIMESTAMP' };
    if (texts === present) return { sql: 'VARCHAR' };
    if (blobs > 0) {
      const note = 'holds bytes; they are kept as text where they are UTF-8, else as hexadecimal.';
      return { sql: 'VARCHAR', note };
    }
    const counted = `${integers + floats} numbers and ${texts} texts`;
    return { sql: 'VARCHAR', note: `holds ${counted}; it is kept as text.` };
  }
}

export type SqliteType = 'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'DATE' | 'TIMESTAMP' | 'VARCHAR';

/** By the affinity of the declared type, for columns without any value. */
function declaredType(declared: string): SqliteType {
  if (/int/i.test(declared)) return 'BIGINT';
  return /real|floa|doub/i.test(declared) ? 'DOUBLE' : 'VARCHAR';
}
