import { AppError } from '../data/app-error';
import { catalogue } from './catalogue';
import type { Operator } from './contract';

export function findOperator(id: string): Operator | undefined {
  return catalogue.find((operator) => operator.id === id);
}

export function getOperator(id: string): Operator {
  const operator = findOperator(id);
  if (!operator) {
    throw new AppError(
      'unknown_operator',
      `unknown operator: ${id}. This page may be older than the notebook.`,
      {
        operator: id,
      },
    );
  }
  return operator;
}
