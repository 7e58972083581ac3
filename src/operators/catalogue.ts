import type { Operator } from './contract';
import evaluateModel from './evaluate/model';
import note from './publish/note';
import selectSignal from './select/signal';
import sourceFile from './source/file';
import sourceSql from './source/sql';
import trainBaseline from './train/baseline';
import trainBoostedTrees from './train/boosted-trees';
import trainLinear from './train/linear';
import trainNeuralNetwork from './train/neural-network';
import trainSplit from './train/split';

/** Every operator, in the order of the menu. Adding one is one file and one line here. */
export const catalogue: readonly Operator[] = [
  sourceFile,
  sourceSql,
  selectSignal,
  trainSplit,
  trainBaseline,
  trainLinear,
  trainBoostedTrees,
  trainNeuralNetwork,
  evaluateModel,
  note,
];
