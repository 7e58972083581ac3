import type { Operator } from './contract';
import evaluateModel from './evaluate/model';
import prepareApplyFeatures from './prepare/apply-features';
import prepareAsofJoin from './prepare/asof-join';
import preparePivot from './prepare/pivot';
import prepareUnpivot from './prepare/unpivot';
import profileAssociation from './profile/association';
import profileChart from './profile/chart';
import profileCrossfilter from './profile/crossfilter';
import profileColumn from './profile/column';
import profileCommonValues from './profile/common-values';
import profileCompare from './profile/compare';
import profileHeaders from './profile/headers';
import profileScript from './profile/script';
import profileFile from './profile/file';
import profileTable from './profile/table';
import note from './publish/note';
import selectEstimate from './select/estimate';
import selectFeatureSet from './select/feature-set';
import selectLeaks from './select/leaks';
import selectPermutationImportance from './select/permutation-importance';
import selectRedundancy from './select/redundancy';
import selectSignal from './select/signal';
import sourceFile from './source/file';
import sourceScript from './source/script';
import sourceSql from './source/sql';
import sourceCombine from './source/combine';
import trainBaseline from './train/baseline';
import trainBoostedTrees from './train/boosted-trees';
import trainLinear from './train/linear';
import trainNeuralNetwork from './train/neural-network';
import trainSplit from './train/split';

/** Every operator, in the order of the menu. Adding one is one file and one line here. */
export const catalogue: readonly Operator[] = [
  sourceFile,
  sourceSql,
  sourceScript,
  sourceCombine,
  profileTable,
  profileFile,
  profileColumn,
  profileAssociation,
  profileChart,
  profileCrossfilter,
  profileCompare,
  profileCommonValues,
  profileScript,
  profileHeaders,
  preparePivot,
  prepareUnpivot,
  prepareAsofJoin,
  prepareApplyFeatures,
  selectSignal,
  selectLeaks,
  selectRedundancy,
  selectFeatureSet,
  selectPermutationImportance,
  selectEstimate,
  trainSplit,
  trainBaseline,
  trainLinear,
  trainBoostedTrees,
  trainNeuralNetwork,
  evaluateModel,
  note,
];
