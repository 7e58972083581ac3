import type { TableInfo } from '../../data/table';
import type { Bijection } from '../../methods/profile/bijections';
import { drawPicture, type Picture } from '../../methods/select/picture';
import type { RedundancyCluster } from '../../methods/select/redundancy';
import type { RunContext } from '../contract';
import { measureRedundancy, type MeasuredRedundancy } from './measure-redundancy';
import { measureSignal, type MeasuredSignal } from './measure-signal';

/** All that does not depend on which columns are chosen. */
export interface MeasuredFeatures {
  signal: MeasuredSignal;
  redundancy: MeasuredRedundancy;
  pictures: Map<string, Picture>;
  /** For each column that goes one to one with others, the one to keep. */
  keptOf: Map<string, string>;
}

const bins = 32;
const shuffles = 100;
const threshold = 0.7;

/** The latest measurement: ticking a column asks for the same again. Tables are never changed, so it stays true. */
let latest: { key: string; measured: MeasuredFeatures } | undefined;

/** Signal, redundancy and pictures of all columns beside a target. */
export async function measureFeatures(
  context: RunContext,
  table: TableInfo,
  target: string,
  seed: number,
): Promise<MeasuredFeatures> {
  const key = JSON.stringify([table.fingerprint, table.columns, target, seed]);
  if (latest?.key === key) return latest.measured;
  const measured = await measureAnew(context, table, target, seed);
  latest = { key, measured };
  return measured;
}

async function measureAnew(
  context: RunContext,
  table: TableInfo,
  target: string,
  seed: number,
): Promise<MeasuredFeatures> {
  const pictures = new Map<string, Picture>();
  const settings = { target, columns: [], bins, shuffles, seed, more: 'none' as const };
  const signal = await measureSignal(context, table, settings, (read, column, coded) => {
    const numeric = coded.values && {
      values: coded.values,
      centre: coded.centre,
      column: read.values,
      groups: read.groups,
    };
    const picture = drawPicture(read.counts, coded.coding.classes, numeric);
    if (picture) pictures.set(column.name, picture);
  });
  context.progress(0.9, 'Comparing columns');
  const relevance = new Map(
    signal.columns.map(({ column, scores }) => [column, scores.information.score]),
  );
  const redundancy = await measureRedundancy(context, table, {
    target,
    threshold,
    seed,
    relevance,
  });
  const keptOf = findKept(redundancy.bijections, redundancy.clusters);
  return { signal, redundancy, pictures, keptOf };
}

/** Of columns that go one to one, the one that its cluster ranks first. */
function findKept(
  bijections: readonly Bijection[],
  clusters: readonly RedundancyCluster[],
): Map<string, string> {
  const rank = new Map(
    clusters.flatMap(({ columns }) => columns.map((name, place) => [name, place])),
  );
  const groupOf = new Map<string, Set<string>>();
  for (const { first, second } of bijections) {
    const joined = new Set([
      ...(groupOf.get(first) ?? [first]),
      ...(groupOf.get(second) ?? [second]),
    ]);
    for (const name of joined) groupOf.set(name, joined);
  }
  const keptOf = new Map<string, string>();
  for (const [name, group] of groupOf) {
    const [kept] = [...group].sort((one, other) => (rank.get(one) ?? 0) - (rank.get(other) ?? 0));
    keptOf.set(name, kept);
  }
  return keptOf;
}
