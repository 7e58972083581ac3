import { dateForm } from '../text/date-text';
import type { JsonNode } from './json-node';
import { JsonEvidence } from './json-node';
import type { JsonScanner } from './json-scanner';
import type { JsonSink } from './json-walker';

/** An object with more different keys than this holds data in its keys. */
const mostKeys = 1_000;

/**
 * Learns from records which places there are and what stands in them. `maps` are paths of objects whose keys are data;
 * one that is found on the way is added to them, and only the next survey knows what stands in it.
 */
export class JsonSurvey implements JsonSink {
  #order = 0;

  constructor(
    private readonly scanner: JsonScanner,
    private readonly maps = new Set<string>(),
  ) {}

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
    return this.#known(node.items());
  }

  item(): void {
    // Told by its value.
  }

  object(node: JsonNode): void {
    this.#at(node).objects += 1;
  }

  child(node: JsonNode, start: number, end: number): JsonNode | undefined {
    if (node.isOpaque) return undefined;
    const child = this.#known(node.get(this.scanner.bytes, start, end));
    if (node.children.length <= mostKeys || node.path === '') return child;
    this.#at(node).nested += 1;
    this.maps.add(node.path);
    node.close();
    return undefined;
  }

  #known(node: JsonNode): JsonNode {
    if (this.maps.size === 0 || node.isMap || !this.maps.has(node.path)) return node;
    node.turnToMap();
    this.#known(node.items().children[1]!);
    return node;
  }

  #at(node: JsonNode): JsonEvidence {
    return (node.evidence ??= new JsonEvidence((this.#order += 1)));
  }
}
