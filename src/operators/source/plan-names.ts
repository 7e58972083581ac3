import type { PlanNode } from './read-plan';

/** The engine packs values before it sorts or groups them. */
const compressed = /__internal_(?:de)?compress_\w+\(([^,()]+)(?:, [^()]*)?\)/g;

/**
 * What the columns are called that a step hands on. The engine writes `#2` for the third column of the step below;
 * here the names come back. Columns that cannot be followed keep their numbers.
 */
export function outputNames(node: PlanNode): string[] {
  const first = (): string[] => (node.children[0] ? outputNames(node.children[0]) : []);
  switch (node.kind) {
    case 'SEQ_SCAN':
      return [...(node.facts.get('Projections') ?? [])];
    case 'PROJECTION':
      return (node.facts.get('Projections') ?? []).map((text) => named(text, first()));
    case 'HASH_GROUP_BY':
    case 'PERFECT_HASH_GROUP_BY':
    case 'PARTITIONED_AGGREGATE':
    case 'UNGROUPED_AGGREGATE':
      return [...(node.facts.get('Groups') ?? []), ...(node.facts.get('Aggregates') ?? [])].map(
        (text) => named(text, first()),
      );
    case 'FILTER':
    case 'ORDER_BY':
    case 'TOP_N':
    case 'LIMIT':
    case 'STREAMING_LIMIT':
      return first();
    default:
      return [];
  }
}

/** An expression with the names of the columns that it reads, without what the engine adds for itself. */
export function named(text: string, columns: readonly string[]): string {
  return text
    .replace(compressed, '$1')
    .replace(/#(\d+)/g, (mark, index: string) => columns[Number(index)] ?? mark)
    .replaceAll('count_star()', 'count(*)')
    .replaceAll(/CAST\((.+?) AS [A-Z]+\)/g, '$1');
}
