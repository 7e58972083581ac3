import type { Statement } from '../../data/answer';
import { describeBinary } from './describe-binary';
import { describeMulticlass } from './describe-multiclass';
import { describeRegression } from './describe-regression';
import { describeRows, describeRule } from './describe-rows';
import type { EvaluationResult } from './run-evaluation';

/** What an evaluation found: how good the best model is, against the baseline and the others, then the rule. */
export function describeEvaluation(result: EvaluationResult): Statement[] {
  return [...describeTask(result), ...describeRows(result), describeRule(result)];
}

function describeTask(result: EvaluationResult): Statement[] {
  const { evaluation } = result;
  if (evaluation.task === 'binary') return describeBinary(result, evaluation);
  if (evaluation.task === 'multiclass') return describeMulticlass(result, evaluation);
  return describeRegression(result, evaluation);
}
