/** A line of two texts: in both, only in the first, or only in the second. */
export interface LineChange {
  sign: ' ' | '-' | '+';
  text: string;
}

/** From one text to another line by line, by their longest common subsequence. O(lines of one × lines of the other). */
export function lineChanges(before: string, after: string): LineChange[] {
  const [first, second] = [before.split('\n'), after.split('\n')];
  const common = commonLengths(first, second);
  const changes: LineChange[] = [];
  let [one, other] = [0, 0];
  while (one < first.length || other < second.length) {
    const isSame = one < first.length && first[one] === second[other];
    if (isSame) {
      changes.push({ sign: ' ', text: first[one]! });
      one += 1;
      other += 1;
    } else if (
      other >= second.length ||
      (one < first.length && common[one + 1]![other]! >= common[one]![other + 1]!)
    ) {
      changes.push({ sign: '-', text: first[one]! });
      one += 1;
    } else {
      changes.push({ sign: '+', text: second[other]! });
      other += 1;
    }
  }
  return changes;
}

/** Length of the longest common subsequence of what is left from each pair of places on. */
function commonLengths(first: readonly string[], second: readonly string[]): number[][] {
  const lengths = Array.from({ length: first.length + 1 }, () =>
    Array.from({ length: second.length + 1 }, () => 0),
  );
  for (let one = first.length - 1; one >= 0; one -= 1)
    for (let other = second.length - 1; other >= 0; other -= 1)
      lengths[one]![other] =
        first[one] === second[other]
          ? lengths[one + 1]![other + 1]! + 1
          : Math.max(lengths[one + 1]![other]!, lengths[one]![other + 1]!);
  return lengths;
}
