import type { ResultTable, ResultValue } from '../../data/answer';

const pageLength = 50;
/** A long table first shows its beginning only. */
const shortLength = 12;
const longEnough = 16;

interface Sorting {
  column: number;
  descending: boolean;
}

/** The rows of a result table as the person has sorted and paged them. */
export class ResultRows {
  sorting: Sorting | undefined = $state.raw();
  #page = $state(0);
  #isExpanded = $state(false);
  readonly table: ResultTable = $derived.by(() => this.source());
  readonly sorted = $derived(
    this.sorting ? sortRows(this.table.rows, this.sorting) : this.table.rows,
  );
  readonly pageCount = $derived(Math.max(1, Math.ceil(this.table.rows.length / pageLength)));
  readonly page = $derived(Math.min(this.#page, this.pageCount - 1));
  readonly isShort = $derived(!this.#isExpanded && this.table.rows.length > longEnough);
  readonly shown = $derived(
    this.isShort
      ? this.sorted.slice(0, shortLength)
      : this.sorted.slice(this.page * pageLength, (this.page + 1) * pageLength),
  );
  readonly firstShown = $derived(this.page * pageLength + 1);

  constructor(private readonly source: () => ResultTable) {}

  /** As given, then from large to small (texts from A to Z), then the other way, then as given again. */
  sortBy(column: number): void {
    const first = this.table.columns[column]!.format !== 'text';
    const before = this.sorting?.column === column ? this.sorting : undefined;
    if (!before) this.sorting = { column, descending: first };
    else this.sorting = before.descending === first ? { column, descending: !first } : undefined;
    this.#page = 0;
  }

  expand(): void {
    this.#isExpanded = true;
  }

  turn(by: number): void {
    this.#page = Math.max(0, Math.min(this.pageCount - 1, this.page + by));
  }
}

/** Rows in the order of one column; missing values last either way. Equal ones keep their order. */
function sortRows(
  rows: readonly ResultValue[][],
  { column, descending }: Sorting,
): ResultValue[][] {
  const direction = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [a[column] ?? null, b[column] ?? null];
    if (isMissing(left) || isMissing(right))
      return Number(isMissing(left)) - Number(isMissing(right));
    return direction * compare(left!, right!);
  });
}

function isMissing(value: ResultValue): boolean {
  return value === null || (typeof value === 'number' && Number.isNaN(value));
}

function compare(left: NonNullable<ResultValue>, right: NonNullable<ResultValue>): number {
  if (typeof left === 'string' && typeof right === 'string')
    return left.localeCompare(right, 'en', { numeric: true });
  return left < right ? -1 : left > right ? 1 : 0;
}
