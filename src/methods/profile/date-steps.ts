import { tallyQuantiles, tallyInPlace, type Tally } from '../../math/tally';

/** How the distinct times of a column follow each other. Durations in milliseconds; NaN with fewer than two. */
export interface StepSummary {
  /** Median time from one distinct value to the next. */
  medianStep: number;
  /** Steps longer than twice the median. */
  gaps: number;
  /** The longest step, and when it begins. */
  longest: number;
  longestFrom: number;
}

export interface DateSteps {
  /** Rows by day of the week, Monday first. */
  weekdays: number[];
  /** Rows by hour of the day, UTC. */
  hours: number[];
  steps: StepSummary;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Weekdays, hours and steps of times in milliseconds since 1970 UTC. O(distinct log distinct). */
export function summarizeDates(tally: Tally): DateSteps {
  const weekdays = new Array<number>(7).fill(0);
  const hours = new Array<number>(24).fill(0);
  tally.values.forEach((time, index) => {
    const day = Math.floor(time / dayMs);
    // 1970-01-01 was a Thursday.
    weekdays[(((day + 3) % 7) + 7) % 7]! += tally.counts[index]!;
    hours[Math.floor((time - day * dayMs) / hourMs)]! += tally.counts[index]!;
  });
  return { weekdays, hours, steps: summarizeSteps(tally.values) };
}

function summarizeSteps(times: Float64Array): StepSummary {
  const steps = times.subarray(1).map((time, index) => time - times[index]!);
  const medianStep = tallyQuantiles(tallyInPlace(steps.slice()), [0.5])[0]!;
  let [gaps, longest, longestFrom] = [0, NaN, NaN];
  steps.forEach((step, index) => {
    if (step > 2 * medianStep) gaps += 1;
    if (step <= longest) return;
    [longest, longestFrom] = [step, times[index]!];
  });
  return { medianStep, gaps, longest, longestFrom };
}
