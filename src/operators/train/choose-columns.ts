import type { FeatureSet } from '../../data/artifact';
import type { Model } from '../../data/model';
import type { ColumnKind, TableInfo } from '../../data/table';

export interface ChosenColumns {
  columns: string[];
  dropped: NonNullable<Model['dropped']>;
}

const unusable: ReadonlyMap<ColumnKind, string> = new Map([
  ['identifier', 'an identifier: it would be learned by heart'],
  ['constant', 'the same in every row'],
  ['empty', 'no value in any row'],
]);

/**
 * The columns to learn from: those of the feature set; else those asked for; else all but the target and what cannot
 * help. The target is never among them.
 */
export function chooseColumns(
  table: TableInfo,
  target: string,
  asked: readonly string[],
  features: FeatureSet | undefined,
): ChosenColumns {
  if (features) {
    const chosen = features.choices.filter((choice) => choice.chosen).map(({ column }) => column);
    return withoutTarget(chosen, target);
  }
  if (asked.length > 0) return withoutTarget([...new Set(asked)], target);
  const others = table.columns.filter((column) => column.name !== target);
  return {
    columns: others.filter(({ kind }) => !unusable.has(kind)).map(({ name }) => name),
    dropped: others
      .filter(({ kind }) => unusable.has(kind))
      .map(({ name, kind }) => ({ column: name, reason: unusable.get(kind)! })),
  };
}

function withoutTarget(columns: string[], target: string): ChosenColumns {
  const isAsked = columns.includes(target);
  return {
    columns: columns.filter((column) => column !== target),
    dropped: isAsked ? [{ column: target, reason: 'the target itself' }] : [],
  };
}
