import {
  ancestorsOf,
  buildLineage,
  columnNames,
  descendantsOf,
  traceColumn,
  type LineageEdge,
  type LineageGraph,
  type LineageNode,
} from '../../notebook/lineage';
import { layOutLineage, type LineageLayout } from '../../notebook/lineage-layout';
import { kindWords, nodeDetail, nodeFacts } from './lineage-facts';
import { lineageSteps } from './lineage-steps';
import type { OpenNotebook } from '../cells/open-notebook';

/** How a node stands to the one that is looked at. */
export type LineageStanding = 'chosen' | 'before' | 'after' | 'apart';

/** A node as the picture and the list show it. */
export interface ShownNode {
  id: string;
  name: string;
  kind: LineageNode['kind'];
  kindWords: string;
  detail: string;
  standing: LineageStanding;
  /** How it depends on the column that is traced, where it does. */
  dependence?: string;
  layer: number;
  row: number;
}

/** What was made from what in a notebook, looked at from one node and, of a table, from one of its columns. */
export class LineageState {
  chosenId: string | undefined = $state();
  column: string | undefined = $state();
  readonly graph: LineageGraph = $derived.by(() => buildLineage(lineageSteps(this.notebook)));
  readonly layout: LineageLayout = $derived(layOutLineage(this.graph));
  readonly chosen = $derived(this.graph.nodes.get(this.chosenId ?? ''));
  readonly #before = $derived(
    this.chosen ? ancestorsOf(this.graph, this.chosen.id) : new Set<string>(),
  );
  readonly #after = $derived(
    this.chosen ? descendantsOf(this.graph, this.chosen.id) : new Set<string>(),
  );
  /** Columns of the chosen table. */
  readonly columns = $derived(this.chosen ? columnNames(this.chosen) : []);
  readonly #trace = $derived.by(() => {
    const { chosen, column, columns } = this;
    if (!chosen || column === undefined || !columns.includes(column)) return undefined;
    return traceColumn(this.graph, chosen.id, column);
  });
  readonly isTracing = $derived(this.#trace !== undefined);
  readonly nodes: ShownNode[] = $derived([...this.graph.nodes.values()].map((n) => this.#show(n)));
  readonly before = $derived(this.nodes.filter(({ standing }) => standing === 'before'));
  readonly after = $derived(this.nodes.filter(({ standing }) => standing === 'after'));
  readonly facts = $derived(this.chosen ? nodeFacts(this.chosen) : []);

  constructor(
    private readonly notebook: OpenNotebook,
    chosenId?: string,
  ) {
    this.chosenId = chosenId ?? notebook.cells.at(-1)?.id;
  }

  choose(id: string): void {
    if (id !== this.chosenId) this.column = undefined;
    this.chosenId = id;
  }

  /** Whether an edge lies on a way to or from the chosen node. */
  isOnWay({ from, to }: LineageEdge): boolean {
    const isNear = (id: string, side: ReadonlySet<string>): boolean =>
      id === this.chosenId || side.has(id);
    if (isNear(from, this.#before) && isNear(to, this.#before)) return true;
    const after: ReadonlySet<string> = this.#trace ? new Set(this.#trace.keys()) : this.#after;
    return isNear(from, after) && isNear(to, after);
  }

  /** The node that an arrow key goes to: along a line, or up and down in a layer. */
  neighbour(id: string, key: string): string | undefined {
    const { edges } = this.graph;
    const here = this.layout.places.get(id)!;
    if (key === 'ArrowLeft')
      return this.#nearest(
        here.row,
        edges.filter(({ to }) => to === id).map(({ from }) => from),
      );
    if (key === 'ArrowRight')
      return this.#nearest(
        here.row,
        edges.filter(({ from }) => from === id).map(({ to }) => to),
      );
    const by = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (by === undefined) return undefined;
    const place = [...this.layout.places].find(
      ([, { layer, row }]) => layer === here.layer && row === here.row + by,
    );
    return place?.[0];
  }

  #nearest(row: number, ids: readonly string[]): string | undefined {
    const distance = (id: string): number => Math.abs(this.layout.places.get(id)!.row - row);
    return [...ids].sort((a, b) => distance(a) - distance(b))[0];
  }

  #show(node: LineageNode): ShownNode {
    const { id, name, kind } = node;
    return {
      id,
      name,
      kind,
      kindWords: kindWords[kind],
      detail: nodeDetail(node),
      standing: this.#standing(id),
      dependence: this.#trace?.get(id),
      ...this.layout.places.get(id)!,
    };
  }

  #standing(id: string): LineageStanding {
    if (id === this.chosenId) return 'chosen';
    if (this.#before.has(id)) return 'before';
    const after = this.#trace ?? this.#after;
    return after.has(id) ? 'after' : 'apart';
  }
}
