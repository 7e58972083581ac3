import type { Model } from '../../../src/data/model';
import type { TableInfo } from '../../../src/data/table';
import { fitBoostedTrees } from '../../../src/methods/train/boosted-trees';
import { rankStrata, rowsOfPart, stratifiedSplit } from '../../../src/methods/train/split';
import { readFeatures, readTarget } from '../../../src/operators/train/read-features';
import type { NodeEngine } from '../../support/node-engine';

interface TrainingWishes {
  columns?: string[];
  rounds?: number;
  seed?: number;
}

/** Boosted trees trained on 70 % of a table, 15 % to stop early, 15 % to test. */
export async function trainTrees(
  engine: NodeEngine,
  table: TableInfo,
  targetName: string,
  { columns, rounds = 40, seed = 1 }: TrainingWishes = {},
): Promise<Model> {
  const names =
    columns ?? table.columns.map(({ name }) => name).filter((name) => name !== targetName);
  const features = await readFeatures(engine, table, names);
  const target = await readTarget(engine, table, targetName);
  const strata = target.task === 'regression' ? rankStrata(target.values) : target.codes;
  const assignment = stratifiedSplit(strata, [0.7, 0.15, 0.15], seed);
  const [train, validation] = [rowsOfPart(assignment, 0), rowsOfPart(assignment, 1)];
  const fitted = await fitBoostedTrees(features, target, { train, validation }, { rounds });
  return {
    ...fitted,
    seed,
    durationMs: 0,
    rows: { train: train.length, validation: validation.length, test: 0, leftOut: 0 },
    split: {
      method: 'random',
      trainShare: 0.7,
      validationShare: 0.15,
      testShare: 0.15,
      seed,
      assignment,
    },
    tableFingerprint: table.fingerprint,
  };
}
