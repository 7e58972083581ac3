import { pathTo, type History, type HistoryNode } from './history';

/** Where a step stands to the one that is shown. */
export type StepStanding = 'here' | 'behind' | 'ahead' | 'beside';

/** A step as one line of a drawn history. */
export interface HistoryRow {
  node: HistoryNode;
  /** Column of its dot, from 0; the way that undo and redo take is 0. */
  lane: number;
  /** Whether the line goes on to a step above; and to one below. */
  hasAbove: boolean;
  hasBelow: boolean;
  /** Lanes of other branches that pass this row. */
  passing: number[];
  /** Lanes of branches that begin at this step. */
  forks: number[];
  /** `behind`: undo leads there. `ahead`: redo does. `beside`: on a branch that was left. */
  standing: StepStanding;
  /** The step that one had gone to before this one was done, where that is not the step done just before. */
  cameBackTo?: HistoryNode;
}

/** A run of steps in one lane. Rows are counted from the newest step. */
interface Branch {
  tip: number;
  /** Row of the step that it left; the last row for the one that holds the start. */
  foot: number;
  lane: number;
}

/** All steps, the newest first, with the lanes that their branches are drawn in. */
export function layOutHistory(history: History): HistoryRow[] {
  const nodes = [...history.nodes.values()].reverse();
  const rowOf = new Map(nodes.map(({ id }, row) => [id, row]));
  const way = shownWay(history);
  const heirs = findHeirs(nodes, way);
  const branches = findBranches(nodes, rowOf, heirs);
  const all = [...new Set(branches.values())];
  placeBranches(all, branches.get(history.position)!);
  const standings = findStandings(history, way);
  return nodes.map((node, row) => {
    const branch = branches.get(node.id)!;
    const others = all.filter((other) => other !== branch);
    const parent = node.parent === undefined ? undefined : history.nodes.get(node.parent);
    return {
      node,
      lane: branch.lane,
      hasAbove: branch.tip < row,
      hasBelow: parent !== undefined,
      passing: others.filter(({ tip, foot }) => tip < row && row < foot).map(({ lane }) => lane),
      forks: others.filter(({ foot }) => foot === row).map(({ lane }) => lane),
      standing: standings.get(node.id) ?? 'beside',
      ...(parent === nodes[row + 1] ? {} : { cameBackTo: parent }),
    };
  });
}

/** Steps from the start over the shown one to the end of what can be redone. */
function shownWay(history: History): Set<string> {
  const way = new Set(pathTo(history, history.position));
  for (let id = history.next.get(history.position); id; id = history.next.get(id)) way.add(id);
  return way;
}

/** For each step with steps after it: the one that goes on in its lane. */
function findHeirs(nodes: readonly HistoryNode[], way: ReadonlySet<string>): Map<string, string> {
  const heirs = new Map<string, string>();
  for (const { id, parent } of nodes) {
    if (parent !== undefined && (way.has(id) || !heirs.has(parent))) heirs.set(parent, id);
  }
  return heirs;
}

function findBranches(
  nodes: readonly HistoryNode[],
  rowOf: ReadonlyMap<string, number>,
  heirs: ReadonlyMap<string, string>,
): Map<string, Branch> {
  const branches = new Map<string, Branch>();
  nodes.forEach(({ id, parent }, row) => {
    const branch = branches.get(heirs.get(id) ?? '') ?? { tip: row, foot: row, lane: 0 };
    branch.foot = parent === undefined ? row : rowOf.get(parent)!;
    branches.set(id, branch);
  });
  return branches;
}

/** The shown branch is leftmost; each other takes the first lane that is free over all its rows. */
function placeBranches(branches: readonly Branch[], shown: Branch): void {
  const placed: Branch[] = [];
  for (const branch of branches.filter((each) => each !== shown)) {
    const near = placed.filter(({ tip, foot }) => tip <= branch.foot && branch.tip <= foot);
    branch.lane = 1;
    while (near.some(({ lane }) => lane === branch.lane)) branch.lane += 1;
    placed.push(branch);
  }
  shown.lane = 0;
}

function findStandings(history: History, way: ReadonlySet<string>): Map<string, StepStanding> {
  const standings = new Map<string, StepStanding>();
  let standing: StepStanding = 'behind';
  for (const id of history.nodes.keys()) {
    if (!way.has(id)) continue;
    if (id === history.position) {
      standings.set(id, 'here');
      standing = 'ahead';
    } else standings.set(id, standing);
  }
  return standings;
}
