import type { ColumnInfo } from '../../data/table';
import type { Association } from './association';
import type { Bijection } from './bijections';
import type { DuplicateRows } from './duplicate-rows';
import type { NumberShape } from './number-shape';
import type { NumberSummary } from './number-summary';
import type { ListSummary, MemberCount } from './list-summary';
import type { StepSummary } from './date-steps';
import type { TextSummary } from './text-summary';
import type { ValueCounts } from './value-counts';
import type { Monotonicity } from './monotonicity';

/** All that is known of one column. Counts are of rows and exact. */
export interface ColumnProfile extends Pick<ColumnInfo, 'name' | 'type' | 'kind' | 'reason'> {
  rowCount: number;
  /** Rows without a value. NaN is not among them. */
  missing: number;
  values: ValueCounts;
  /** Bytes of the values as an Arrow column, as pyarrow's `nbytes` counts them. */
  sizeBytes: number;
  text?: TextSummary;
  number?: NumberProfile;
  date?: DateProfile;
  list?: ListSummary;
  members?: MemberCount[];
}

export interface NumberProfile extends NumberSummary, NumberShape {
  monotonicity: Monotonicity;
}

/** Times in milliseconds since 1970 UTC. */
export interface DateProfile {
  min: number;
  max: number;
  shape: NumberShape;
  /** Rows by day of the week, Monday first. */
  weekdays: number[];
  /** Rows by hour of the day, UTC; absent for dates without a time. */
  hours?: number[];
  steps: StepSummary;
  monotonicity: Monotonicity;
}

/** All that is known of a table. */
export interface TableProfile {
  rowCount: number;
  /** Lines of the source that made no row. */
  rejected: number;
  columns: ColumnProfile[];
  duplicates: DuplicateRows;
  association: Association;
  bijections: Bijection[];
}
