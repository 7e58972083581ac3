import { AppError } from '../../data/app-error';
import type { Target } from '../../data/features';

/** A score for each class: more classes than this are refused. */
export const mostDenseClasses = 2000;

/** @throws AppError `training_failed` where the target has too many classes for a score each. */
export function checkDenseClasses(target: Target): void {
  if (target.task === 'regression' || target.classes.length <= mostDenseClasses) return;
  throw new AppError(
    'training_failed',
    `${target.name}: ${target.classes.length} classes: at most ${mostDenseClasses} can be told apart; ` +
      'merge rare classes, or choose a target that is not an identifier',
    { column: target.name, classes: target.classes.length },
  );
}
