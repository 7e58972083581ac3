import type { JsonColumn } from '../../../data/formats/json/json-columns';
import type { JsonNode } from '../../../data/formats/json/json-node';
import type { JsonScanner } from '../../../data/formats/json/json-scanner';
import type { JsonSink } from '../../../data/formats/json/json-walker';
import { toIpc } from '../arrow/arrow-column';
import type { ColumnBuilder, WrittenValue } from '../arrow/column-builder';
import { ListBuilder } from '../arrow/list-builder';
import { StructBuilder } from '../arrow/struct-builder';
import { createSlots, type JsonSlot } from './json-slots';

/** A piece is handed over when it has so many rows (fewer of wide tables), or so many bytes of text. */
const pieceRows = 65_536;
const pieceValues = 2 ** 24;
const pieceBytes = 16 * 2 ** 20;

/** Turns surveyed records into pieces of a table, columns typed as the survey has found. */
export class JsonBuilder implements JsonSink {
  readonly #builders: ColumnBuilder[];
  /** Where the values of each place go, by the number that its node holds. */
  readonly #slots: JsonSlot[];
  readonly #value: WrittenValue;
  readonly #mostRows: number;
  #rowCount = 0;

  constructor(
    private readonly scanner: JsonScanner,
    private readonly columns: readonly JsonColumn[],
  ) {
    this.#mostRows = Math.min(pieceRows, Math.ceil(pieceValues / columns.length));
    this.#slots = createSlots(columns, this.#mostRows);
    this.#builders = columns.map((_, index) => this.#slots[index]!.values);
    this.#value = {
      kind: 'text',
      bytes: scanner.bytes,
      start: 0,
      end: 0,
      hasEscapes: false,
      hasHighBytes: false,
    };
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  get repeated(): number {
    return this.#builders.reduce((sum, { repeated }) => sum + repeated, 0);
  }

  get repaired(): number {
    return this.#builders.reduce((sum, { repaired }) => sum + repaired, 0);
  }

  /** Ends the row that is being filled. */
  endRow(): void {
    this.#rowCount += 1;
  }

  isFull(): boolean {
    if (this.#rowCount >= this.#mostRows) return true;
    return this.#builders.some((builder) => builder.size() >= pieceBytes);
  }

  /** The rows so far as Arrow IPC. */
  take(): { ipc: Uint8Array; rowCount: number } {
    const rowCount = this.#rowCount;
    const ipc = toIpc(
      this.columns.map(({ name }, index) => [name, this.#builders[index]!.finish(rowCount)]),
    );
    this.#rowCount = 0;
    return { ipc, rowCount };
  }

  number(node: JsonNode, start: number, end: number): void {
    this.#set(node, 'number', start, end);
  }

  text(
    node: JsonNode,
    start: number,
    end: number,
    hasEscapes: boolean,
    hasHighBytes: boolean,
  ): void {
    this.#value.hasEscapes = hasEscapes;
    this.#value.hasHighBytes = hasHighBytes;
    this.#set(node, 'text', start, end);
  }

  boolean(node: JsonNode, start: number, end: number): void {
    this.#set(node, 'boolean', start, end);
  }

  empty(node: JsonNode): void {
    const slot = this.#slots[node.column];
    slot?.values.unset(this.#rowOf(slot));
  }

  nested(node: JsonNode, start: number, end: number): void {
    this.#value.hasEscapes = false;
    this.#value.hasHighBytes = true;
    this.#set(node, 'nested', start, end);
  }

  list(node: JsonNode): JsonNode | undefined {
    const slot = this.#slots[node.column];
    if (!(slot?.values instanceof ListBuilder)) return undefined;
    slot.values.open(this.#rowOf(slot));
    return node.item;
  }

  item(node: JsonNode): void {
    (this.#slots[node.column]!.values as ListBuilder).addItem();
  }

  object(node: JsonNode): void {
    const slot = this.#slots[node.column];
    if (slot?.values instanceof StructBuilder) slot.values.open(this.#rowOf(slot));
  }

  child(node: JsonNode, start: number, end: number): JsonNode | undefined {
    return node.find(this.scanner.bytes, start, end);
  }

  #set(node: JsonNode, kind: WrittenValue['kind'], start: number, end: number): void {
    const slot = this.#slots[node.column];
    if (!slot) return;
    const value = this.#value;
    value.kind = kind;
    value.bytes = this.scanner.bytes;
    value.start = start;
    value.end = end;
    if (kind === 'number' || kind === 'boolean') value.hasHighBytes = value.hasEscapes = false;
    slot.values.set(this.#rowOf(slot), value);
  }

  #rowOf({ list }: JsonSlot): number {
    return list ? list.itemRow : this.#rowCount;
  }
}
