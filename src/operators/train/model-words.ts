const labels: ReadonlyMap<string, string> = new Map([
  ['boosted-trees', 'Boosted trees'],
  ['neural-network', 'Neural network'],
  ['linear', 'Linear regression'],
  ['logistic', 'Logistic regression'],
  ['one-rule', 'One rule'],
  ['majority', 'Majority class'],
  ['mean', 'Mean'],
]);

/** How a learner is called. */
export function learnerLabel(learner: string): string {
  return labels.get(learner) ?? learner;
}

/** `p < 0.001`, `p = 0.012`. */
export function formatPValue(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** A value from the data, in quotation marks. */
export function quoted(value: string): string {
  return `“${value}”`;
}
