import { AppError } from './app-error';
import { sensitivities, type Sensitivity } from './table';

/** Features under a name: how they are made of a source, and what using them costs and gives away. */
export interface FeatureDefinition {
  name: string;
  /** From 1; goes up whenever what is made may differ. */
  version: number;
  /** One SELECT over a table that it calls `source`. */
  sql: string;
  description: string;
  owner: string;
  /** What a row of features costs to get, in the unit of the project. */
  cost: number;
  sensitivity: Sensitivity;
}

/** Parts that change what is made, and so the version. */
const making = ['sql'] as const;

/**
 * A definition as it is kept, checked; what is not known is left out.
 * @throws AppError `bad_document` with what does not fit.
 */
export function readFeatureDefinition(value: unknown): FeatureDefinition {
  if (typeof value !== 'object' || value === null) throw bad('it is no object');
  const { name, version, sql, description, owner, cost, sensitivity } = value as Partial<
    Record<keyof FeatureDefinition, unknown>
  >;
  if (typeof name !== 'string' || name.trim() === '') throw bad('it has no name');
  if (!Number.isSafeInteger(version) || (version as number) < 1)
    throw bad('version is no number from 1');
  if (typeof sql !== 'string' || sql.trim() === '') throw bad('it has no SQL');
  if (cost !== undefined && !(typeof cost === 'number' && cost >= 0 && Number.isFinite(cost)))
    throw bad(`cost is ${JSON.stringify(cost)}: give a number from 0`);
  const known = sensitivities.find((each) => each === (sensitivity ?? 'internal'));
  if (!known)
    throw bad(
      `sensitivity is ${JSON.stringify(sensitivity)}: give one of ${sensitivities.join(', ')}`,
    );
  return {
    name: name.trim(),
    version: version as number,
    sql,
    description: typeof description === 'string' ? description : '',
    owner: typeof owner === 'string' ? owner : '',
    cost: (cost as number | undefined) ?? 0,
    sensitivity: known,
  };
}

/** A changed definition: the next version where it makes something else, else the same one with other words. */
export function reviseDefinition(
  before: FeatureDefinition,
  change: Partial<Omit<FeatureDefinition, 'name' | 'version'>>,
): FeatureDefinition {
  const after = { ...before, ...change };
  const isOther = making.some((part) => after[part].trim() !== before[part].trim());
  return readFeatureDefinition({ ...after, version: before.version + (isOther ? 1 : 0) });
}

function bad(words: string): AppError {
  return new AppError('bad_document', `The definition of features: ${words}.`);
}
