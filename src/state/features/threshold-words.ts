import { formatNumber } from '../../data/format';
import type { ThresholdScores } from '../../operators/evaluate/threshold';
import { quoted } from '../../operators/train/model-words';

/** The trade at a threshold in one sentence, in people's numbers: of 100. */
export function describeThreshold(scores: ThresholdScores, positive: string): string {
  const { recall, precision } = scores;
  const [name, at] = [quoted(positive), `At ${formatNumber(scores.threshold)}`];
  if (Number.isNaN(recall) && Number.isNaN(precision)) {
    return `${at}: no row is ${name}, and the model calls none so.`;
  }
  if (Number.isNaN(recall))
    return `${at}: no row is ${name}, so all that the model names are wrong.`;
  if (Number.isNaN(precision)) {
    return `${at}: the model calls no row ${name}, so it finds none of them.`;
  }
  const [found, right] = [ofHundred(recall), ofHundred(precision)];
  return `${at}: of 100 rows that are ${name} the model finds ${found}; of 100 that it calls ${name}, ${right} ${right === '1' ? 'is' : 'are'} right.`;
}

/** A share as a whole number of 100; 0 and 100 only where nothing, or all, is meant. */
function ofHundred(share: number): string {
  const whole = Math.round(100 * share);
  if (whole === 0 && share > 0) return 'fewer than 1';
  if (whole === 100 && share < 1) return 'more than 99';
  return String(whole);
}
