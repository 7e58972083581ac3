import { dateForm } from '../text/date-text';
import type { JsonNode } from './json-node';
import { JsonEvidence } from './json-node';
import type { JsonScanner } from './json-scanner';
import type { JsonSink } from './json-walker';

/** An object with more different keys than this holds data in its keys: it is kept as text. */
const mostKeys = 1_000;

/** Learns from records which places there are and what stands in them. */
export class JsonSurvey implements JsonSink {
  #order = 0;

  constructor(private readonly scanner: JsonScanner) {}

  number(node: JsonNode, start: number, end: number): void {
    const evidence = this.#at(node);
    evidence.numbers += 1;
    evidence.column.addNumber(this.scanner.bytes, start, end);
  }

  text(node: JsonNode, start: number, end: number): void {
    const evidence = this.#at(node);
    evidence.texts += 1;
    evidence.column.addDateForm(dateForm(this.scanner.bytes, start, end));
  }

  boolean(node: JsonNode): void {
    this.#at(node).booleans += 1;
  }

  empty(node: JsonNode): void {
    this.#at(node).nulls += 1;
  }

  nested(node: JsonNode): void {
    this.#at(node).nested += 1;
  }

  /** Values are looked at while they may still agree. */
  list(node: JsonNode): JsonNode | undefined {
    const evidence = this.#at(node);
    if (evidence.nested + evidence.numbers + evidence.booleans + evidence.texts > 0)
      return undefined;
    evidence.lists += 1;
    return node.items();
  }

  item(): void {
    // Told by its value.
  }

  object(node: JsonNode): void {
    this.#at(node).objects += 1;
  }

  child(node: JsonNode, start: number, end: number): JsonNode | undefined {
    if (node.isOpaque) return undefined;
    const child = node.get(this.scanner.bytes, start, end);
    if (node.children.length <= mostKeys || node.path === '') return child;
    this.#at(node).nested += 1;
    node.close();
    return undefined;
  }

  #at(node: JsonNode): JsonEvidence {
    return (node.evidence ??= new JsonEvidence((this.#order += 1)));
  }
}
