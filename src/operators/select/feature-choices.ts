import { noBudget } from '../../methods/select/feature-budget';
import type { FeatureChoices } from './feature-rows';

/** Nothing chosen by hand: the proposed columns, no costs, no limits. */
export const defaultChoices: Readonly<Omit<FeatureChoices, 'target'>> = {
  columns: [],
  byHand: false,
  budget: noBudget,
  name: '',
  costs: [],
  sensitivity: [],
  score: null,
};

/** The choices that a cell's params hold, defaults filled in. */
export function readChoices(values: Record<string, unknown>): FeatureChoices {
  return { ...defaultChoices, target: '', ...values };
}
