import type { ColumnPlace, JoinProposal } from '../../notebook/join-proposals';

/** By which columns of time two tables are joined as known at the time of each row of the first. */
export type JoinTimes = [string, string];

/**
 * The columns of time that a point-in-time join of the two tables would go by. It needs one of each, and the second
 * table to have several rows of a key; `undefined` where it has nothing to choose from.
 */
export function joinTimes({ from, to, isKey }: JoinProposal): JoinTimes | undefined {
  if (isKey) return undefined;
  const [first, second] = [timeOf(from), timeOf(to)];
  return first !== undefined && second !== undefined ? [first, second] : undefined;
}

function timeOf({ entry, column }: ColumnPlace): string | undefined {
  return entry.columns?.find(
    ({ name, kind }) => name !== column.name && ['date', 'datetime'].includes(kind),
  )?.name;
}
