import { formatShare } from '../../data/format';
import type { ShareEstimate } from '../../data/value-sketch';
import type { ColumnPlace, JoinProposal } from '../../notebook/join-proposals';

/** `98.0 % (95.5 to 99.3 %)`; without the interval where the count is exact. */
export function estimateWords({ share, low, high }: ShareEstimate): string {
  if (Number.isNaN(share)) return 'an unknown share';
  if (low === high) return formatShare(share);
  return `about ${percent(share)} % (95 % sure: ${percent(low)} to ${percent(high)} %)`;
}

/** What speaks for a join, as one sentence each. */
export function joinReasons({
  from,
  to,
  contained,
  containing,
  names,
  isKey,
}: JoinProposal): string[] {
  const [one, other] = [from, to].map(({ entry, column }) => `${entry.name}.${column.name}`);
  const values = Number.isNaN(contained.share)
    ? `How many values of ${one} occur in ${other} cannot be told from their sketches, since one has far more: count exactly`
    : `${capital(estimateWords(contained))} of the different values of ${one} occur in ${other}; the other way ${estimateWords(containing)}`;
  return [
    `${values}.`,
    names === undefined ? 'The names are not alike.' : `The names ${names}.`,
    isKey
      ? `${other} has each value once or nearly so: a join keeps the rows of ${from.entry.name} as they are.`
      : 'Both have values several times: a join would multiply rows.',
  ];
}

/** `orders.customer_id`, with its project where that is another one than the open one. */
export function placeWords(
  { project, entry, column }: ColumnPlace,
  titleOf: (project: string) => string | undefined,
): string {
  const title = titleOf(project);
  return `${entry.name}.${column.name}${title === undefined ? '' : `, in ${title}`}`;
}

function percent(share: number): string {
  const value = 100 * share;
  if (share > 0.995 && share < 1) return '> 99.5';
  if (share > 0 && share < 0.005) return '< 0.5';
  return value.toFixed(0);
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
