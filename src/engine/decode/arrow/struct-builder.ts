import { field, struct, type Column } from '@uwdata/flechette';
import { nestedColumn, packValidity } from './arrow-column';
import type { ColumnBuilder } from './column-builder';
import { grown } from './grown';

/** Objects of known members, each of which another builder collects at the same rows. */
export class StructBuilder implements ColumnBuilder {
  #repeated = 0;
  #isSet: Uint8Array;

  constructor(
    capacity: number,
    private readonly members: readonly (readonly [name: string, values: ColumnBuilder])[],
  ) {
    this.#isSet = new Uint8Array(capacity);
  }

  get repeated(): number {
    return this.members.reduce((sum, [, values]) => sum + values.repeated, this.#repeated);
  }

  get repaired(): number {
    return this.members.reduce((sum, [, values]) => sum + values.repaired, 0);
  }

  /** Begins the object of a row; of several for one row, the last counts. */
  open(row: number): void {
    this.unset(row);
    this.#isSet = grown(this.#isSet, row + 1);
    this.#isSet[row] = 1;
  }

  set(): never {
    throw new TypeError('an object takes its members one by one');
  }

  unset(row: number): void {
    if (this.#isSet[row] !== 1) return;
    this.#repeated += 1;
    this.truncate(row);
  }

  truncate(row: number): void {
    this.#isSet.fill(0, row);
    for (const [, values] of this.members) values.truncate(row);
  }

  size(): number {
    return this.members.reduce((sum, [, values]) => sum + values.size(), 0);
  }

  finish(rowCount: number): Column<unknown> {
    this.#isSet = grown(this.#isSet, rowCount);
    const columns = this.members.map(([, values]) => values.finish(rowCount));
    const type = struct(this.members.map(([name], place) => field(name, columns[place]!.type)));
    const validity = packValidity(this.#isSet, rowCount);
    this.#isSet.fill(0);
    return nestedColumn(type, columns, { ...validity, length: rowCount });
  }
}
