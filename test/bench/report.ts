/** One line of the benchmark: a measured number, what it is compared with, and the target that the ratio has. */
export interface BenchRow {
  id: string;
  workload: string;
  value: number;
  unit: 'ms' | 'kB' | 'MB' | 'MB/s' | 'share' | '×';
  /** The number against which `value` stands, and what it is. */
  against?: { what: string; value: number };
  /** `value / against`, or against / value where more is better; compared with `target`. */
  ratio?: number;
  target?: { text: string; isMet: boolean };
}

export function printRow({ id, workload, value, unit, against, ratio, target }: BenchRow): void {
  const compared = against ? `  against ${against.what} ${format(against.value)}` : '';
  const shown = ratio === undefined ? '' : `  ratio ${format(ratio)}`;
  const verdict = target ? `  [${target.isMet ? 'met' : 'MISSED'}: ${target.text}]` : '';
  console.log(`${id}  ${workload}: ${format(value)} ${unit}${compared}${shown}${verdict}`);
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** The smallest value that at least this share of them does not exceed; for the median the upper one of two. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}
