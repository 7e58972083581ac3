import type { Proposal } from '../../data/answer';
import type { EvaluationResult } from './run-evaluation';

const learners = [
  { learner: 'boosted-trees', operator: 'train.boosted-trees', name: 'boosted trees' },
  { learner: 'neural-network', operator: 'train.neural-network', name: 'a neural network' },
];

/** What to ask after an evaluation: which columns carry it, and whether another learner does better. */
export function proposeNext({ target, evaluation }: EvaluationResult): Proposal[] {
  const known = new Set(evaluation.models.map((model) => model.learner));
  const other = learners.find(({ learner }) => !known.has(learner));
  const importance: Proposal = {
    question: 'Which columns does the model rest on?',
    operator: 'select.permutation-importance',
    params: {},
    inputs: { model: 'models', table: 'table' },
  };
  if (!other) return [importance];
  const retrain: Proposal = {
    question: `Would ${other.name} do better?`,
    operator: other.operator,
    params: { target },
    inputs: { table: 'table' },
  };
  return [importance, retrain];
}
