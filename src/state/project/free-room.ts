import { pathTo, type History } from '../../notebook/history';
import type { KeptArtifact, KeptFile, ProjectState } from '../../notebook/project-state';
import { planNotebook } from '../runs/plan';
import { sourceFiles } from '../source/source-files';

/** What is kept and no step of a history needs. */
export interface Freeable {
  artifacts: KeptArtifact[];
  files: KeptFile[];
  /** Of all of it. */
  bytes: number;
}

/** What could be freed when only the steps of `history` are to be gone back to. */
export async function findFreeable(
  { artifacts, files }: ProjectState,
  history: History,
): Promise<Freeable> {
  const fingerprints = new Set<string>();
  const hashes = new Set<string>();
  for (const { document } of history.nodes.values()) {
    for (const { fingerprint } of (await planNotebook(document)).values())
      if (fingerprint !== undefined) fingerprints.add(fingerprint);
    for (const { sha256 } of sourceFiles(document)) hashes.add(sha256);
  }
  const isNeeded = ({ fingerprint, shownBeside }: KeptArtifact): boolean =>
    fingerprints.has(fingerprint) ||
    (shownBeside?.every((each) => fingerprints.has(each)) ?? false);
  const unused = [...artifacts.values()].filter((each) => !isNeeded(each));
  const unneeded = [...files.values()].filter((each) => !hashes.has(each.sha256));
  return { artifacts: unused, files: unneeded, bytes: bytesOf(unused, unneeded) };
}

/** The history with the last steps on the way to what is shown, and no other: what came before is its start. */
export function lastSteps(history: History, steps: number): History {
  const [first, ...path] = pathTo(history, history.position).slice(-steps - 1);
  const root = { ...history.nodes.get(first!)!, parent: undefined };
  const nodes = [root, ...path.map((id) => history.nodes.get(id)!)];
  const next = nodes.slice(1).map(({ id, parent }) => [parent!, id] as const);
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    position: history.position,
    next: new Map(next),
  };
}

/** Hashes of blobs that nothing but `freeable` names. */
export function blobsOf({ artifacts, files }: Freeable, state: ProjectState): string[] {
  const freed = new Set(artifacts.map(({ fingerprint }) => fingerprint));
  const goneFiles = new Set(files.map(({ sha256 }) => sha256));
  const used = new Set([
    ...[...state.artifacts.values()].filter((each) => !freed.has(each.fingerprint)).map(hashOf),
    ...[...state.files.values()].map(hashOf).filter((sha256) => !goneFiles.has(sha256)),
  ]);
  const named = [...artifacts.map(hashOf), ...goneFiles];
  return [...new Set(named)].filter((sha256) => !used.has(sha256));
}

function hashOf({ sha256 }: { sha256: string }): string {
  return sha256;
}

function bytesOf(artifacts: readonly KeptArtifact[], files: readonly KeptFile[]): number {
  const own = artifacts.map(({ bytes, table }) => bytes + (table?.bytes ?? 0));
  return [...own, ...files.map(({ bytes }) => bytes)].reduce((sum, each) => sum + each, 0);
}
