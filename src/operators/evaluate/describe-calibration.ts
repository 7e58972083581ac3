import type { Statement } from '../../data/answer';
import { formatShare } from '../../data/format';
import type { CalibrationBin } from '../../methods/evaluate/calibration';
import type { ModelScores } from '../../methods/evaluate/evaluation';
import { formatInterval, getScore } from './score-words';

/** Gaps up to this share are taken as small. */
const smallGap = 0.03;

/** Whether probabilities can be taken at their word; `meaning` is what they are probabilities of. */
export function describeCalibration(
  model: ModelScores & { calibration: CalibrationBin[] },
  meaning: string,
): Statement[] {
  const ece = getScore(model, 'ece');
  const gap = `${formatShare(ece.value).replace(' %', ' points')} (${formatInterval('accuracy', ece).replace(' %', '')})`;
  const isSmall = ece.value <= smallGap;
  const verdict = isSmall ? 'can be taken at their word' : `are ${directionOf(model.calibration)}`;
  return [
    {
      level: isSmall ? 'good' : 'warning',
      text: `Probabilities of ${meaning} ${verdict}: they miss the observed share by ${gap} on average (ECE, 15 equal bins).`,
    },
  ];
}

/** How probabilities miss: in one direction where most of the gap has the same sign. */
function directionOf(bins: readonly CalibrationBin[]): string {
  let [over, under] = [0, 0];
  for (const { rows, meanPredicted, shareObserved } of bins) {
    if (rows === 0) continue;
    const gap = rows * (meanPredicted - shareObserved);
    if (gap > 0) over += gap;
    else under -= gap;
  }
  if (over > 3 * under) return 'too high';
  return under > 3 * over ? 'too low' : 'off in both directions';
}
