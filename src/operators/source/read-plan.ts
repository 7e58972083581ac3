/** A step of the engine's plan for a statement; its rows come from its children. */
export interface PlanNode {
  /** As the engine names it: `SEQ_SCAN`, `HASH_JOIN`, … */
  kind: string;
  /** What the engine says about it, each as the list of its parts: `Join Type`, `Conditions`, `Filters`, … */
  facts: ReadonlyMap<string, readonly string[]>;
  /** Rows that the engine expects of it. */
  rows: number | undefined;
  children: readonly PlanNode[];
}

interface RawNode {
  name: string;
  children: RawNode[];
  extra_info: Record<string, string | string[]>;
}

/** The plan as `EXPLAIN (FORMAT json)` answers it. The engine itself writes this JSON; its keys are its own words. */
export function readPlan(json: string): PlanNode {
  return toNode((JSON.parse(json) as RawNode[])[0]!);
}

function toNode({ name, children, extra_info }: RawNode): PlanNode {
  const facts = new Map(
    Object.entries(extra_info).map(([key, value]) => [key, [value].flat().filter((part) => part)]),
  );
  const rows = Number(facts.get('Estimated Cardinality')?.[0] ?? NaN);
  return {
    kind: name.trim(),
    facts,
    rows: Number.isFinite(rows) ? rows : undefined,
    children: children.map(toNode),
  };
}

/** A fact of a node as one text; empty where the engine says nothing. */
export function factText(node: PlanNode, key: string): string {
  return (node.facts.get(key) ?? []).join(', ');
}
