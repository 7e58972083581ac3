import { NumberSketch, type NumberState } from './number-sketch';
import type { SketchSize } from './sketch-size';
import { TextSketch, type TextState } from './text-sketch';

/** What was seen of one column, as plain data: a part for each sort of value that it showed. */
export interface ColumnState {
  missing: number;
  trues: number;
  falses: number;
  number?: NumberState;
  /** Dates and times as milliseconds since 1970 UTC. */
  time?: NumberState;
  text?: TextState;
}

/** One column in constant memory, whatever it holds. Parts of a column that were looked at apart can be merged. */
export class ColumnSketch {
  missing = 0;
  trues = 0;
  falses = 0;
  number: NumberSketch | undefined;
  time: NumberSketch | undefined;
  text: TextSketch | undefined;

  constructor(private readonly size: SketchSize) {}

  static from(size: SketchSize, state: ColumnState): ColumnSketch {
    const sketch = new ColumnSketch(size);
    sketch.merge(state);
    return sketch;
  }

  addNumber(value: number): void {
    (this.number ??= new NumberSketch(this.size)).add(value);
  }

  /** A number that a double may round, with a hash that tells it from its neighbours. */
  addHashedNumber(value: number, high: number, low: number): void {
    (this.number ??= new NumberSketch(this.size)).addHashed(value, high, low);
  }

  addTime(ms: number): void {
    (this.time ??= new NumberSketch(this.size)).add(ms);
  }

  addBoolean(value: boolean): void {
    if (value) this.trues += 1;
    else this.falses += 1;
  }

  addText(bytes: Uint8Array, start: number, end: number): void {
    (this.text ??= new TextSketch(this.size)).add(bytes, start, end);
  }

  merge(other: ColumnState): void {
    this.missing += other.missing;
    this.trues += other.trues;
    this.falses += other.falses;
    if (other.number) (this.number ??= new NumberSketch(this.size)).merge(other.number);
    if (other.time) (this.time ??= new NumberSketch(this.size)).merge(other.time);
    if (other.text) (this.text ??= new TextSketch(this.size)).merge(other.text);
  }

  state(): ColumnState {
    const { missing, trues, falses, number, time, text } = this;
    return {
      ...{ missing, trues, falses },
      number: number?.state(),
      time: time?.state(),
      text: text?.state(),
    };
  }
}
