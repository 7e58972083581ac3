export { confusionAt, scoresAt, type ThresholdScores } from '../../methods/evaluate/confusion-at';
export type { BinaryEvaluation, Evaluation } from '../../methods/evaluate/evaluation';
export type { EvaluationResult } from './run-evaluation';
