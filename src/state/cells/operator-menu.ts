import { AppError } from '../../data/app-error';
import { catalogue } from '../../operators/catalogue';
import type { Operator } from '../../operators/contract';
import { topics, type Topic } from '../../operators/topics';
import { gatherInputs } from '../runs/gather-inputs';
import { suggestInputs } from './suggest';
import type { OpenNotebook } from './open-notebook';

/** An operator that can be added, or the reason why not now. */
export interface MenuEntry {
  operator: Operator;
  reason?: string;
}

export interface MenuTopic {
  id: Topic;
  question: string;
  entries: MenuEntry[];
}

/** Operators that the menu of steps shows: files come by dropping them. */
const listed = catalogue.filter((operator) => !operator.unlisted && operator.id !== 'source.file');

/** All that can be added now, by topic; topics without an operator are left out. */
export function listMenu(notebook: OpenNotebook): MenuTopic[] {
  return topics
    .map((topic) => ({
      ...topic,
      entries: listed
        .filter((operator) => operator.topic === topic.id)
        .map((operator) => ({ operator, reason: findReason(operator, notebook) })),
    }))
    .filter((topic) => topic.entries.length > 0);
}

/** Why an operator cannot be added now: what it reads is not there, or does not suit it. */
export function findReason(operator: Operator, notebook: OpenNotebook): string | undefined {
  const inputs = suggestInputs(operator, notebook);
  for (const [name, spec] of Object.entries(operator.inputs)) {
    const isNeeded = spec.arity === 'one' || spec.arity === 'many';
    if (isNeeded && inputs[name] === undefined) return missing[spec.kind];
  }
  const artifacts = notebook.runs.artifactsOf(inputs);
  if (!artifacts || !operator.unavailable) return undefined;
  try {
    return operator.unavailable(gatherInputs(operator, artifacts) as never);
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.message;
    throw thrown;
  }
}

const missing = {
  table: 'Needs a table: open a file first.',
  features: 'Needs a feature set: choose features first.',
  split: 'Needs a split: split a table first.',
  model: 'Needs a model: train one first.',
  evaluation: 'Needs an evaluation: evaluate a model first.',
  report: 'Needs a report.',
};
