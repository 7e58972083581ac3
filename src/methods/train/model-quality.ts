import type { Features, Target } from '../../data/features';
import type { ModelQuality } from '../../data/model';
import { createRandom } from '../../math/random';
import { fitConstant } from './baseline';
import { selectRows } from './feature-views';
import type { Fitted, Predictor, TrainingRows } from './fitted';
import { mcNemar } from './mc-nemar';
import { fitOneRule } from './one-rule';
import { createPacer, type Pacer } from './pacer';
import { predict } from './predict';
import { rowLosses, summariseLosses, type RowLosses } from './row-losses';

/** Rows that are predicted at one go. */
const rowsAtOnce = 8192;

/** Bootstrap resamples, and most draws altogether: above that there are fewer resamples, at least 200. */
const wantedResamples = 1000;
const mostDraws = 50_000_000;

/**
 * How a model does beside the baselines learned from the same training rows: scores on the validation rows (on the
 * training rows where there are none), the loss that it saves against the stronger baseline with a 95 % paired
 * bootstrap interval, and McNemar's test of right answers.
 */
export async function assessQuality(
  model: Predictor,
  features: Features,
  target: Target,
  rows: TrainingRows,
  seed: number,
  pause?: () => Promise<void>,
): Promise<ModelQuality> {
  const on = rows.validation.length > 0 ? 'validation' : 'training';
  const checked = rows[on === 'training' ? 'train' : 'validation'];
  const pacer = createPacer(pause);
  const lossesOf = (each: Predictor): Promise<RowLosses> =>
    collectLosses(each, features, target, checked, pacer);
  const own = await lossesOf(model);
  const baselines: { fitted: Fitted; losses: RowLosses }[] = [];
  for (const fitted of fitBaselines(features, target, rows, seed))
    baselines.push({ fitted, losses: await lossesOf(fitted) });
  const scores = baselines.map(({ losses }) => summariseLosses(losses, target, checked));
  const strongest = indexOfSmallest(baselines.map(({ losses }) => meanOf(losses.losses)));
  const rival = baselines[strongest]!.losses;
  return {
    on,
    rows: checked.length,
    model: summariseLosses(own, target, checked),
    baselines: baselines.map(({ fitted }, index) => ({
      learner: fitted.learner,
      says: whatItSays(fitted),
      scores: scores[index]!,
    })),
    strongest,
    gain: await bootstrapGain(own.losses, rival.losses, seed, pacer),
    ...(target.task !== 'regression' && { mcNemar: compareRight(own.right, rival.right) }),
  };
}

/** The baselines that every model is held against. */
export function fitBaselines(
  features: Features,
  target: Target,
  rows: TrainingRows,
  seed: number,
): Fitted[] {
  const rule = fitOneRule(features, target, rows, seed);
  return [fitConstant(target, rows), ...(rule ? [rule] : [])];
}

/** What a baseline says, in few words: its class or number, or the column that it looks at. */
function whatItSays({ learner, columns, classes, parameters }: Fitted): string {
  if (learner === 'one-rule') return columns[0]!;
  const { values } = parameters as { values: Float64Array };
  return learner === 'mean' ? String(values[0]) : classes[values.indexOf(Math.max(...values))]!;
}

async function bootstrapGain(
  own: Float64Array,
  rival: Float64Array,
  seed: number,
  pacer: Pacer,
): Promise<ModelQuality['gain']> {
  const gains = own.map((loss, row) => rival[row]! - loss);
  const affordable = Math.floor(mostDraws / gains.length);
  const resamples = Math.min(wantedResamples, Math.max(200, affordable));
  const random = createRandom(seed, 'quality');
  const means = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample += 1) {
    let sum = 0;
    for (let draw = 0; draw < gains.length; draw += 1) sum += gains[random.below(gains.length)]!;
    means[resample] = sum / gains.length;
    if (pacer.isDue()) await pacer.pause();
  }
  means.sort();
  const at = (share: number): number => means[Math.round(share * (resamples - 1))]!;
  return { mean: meanOf(gains), low: at(0.025), high: at(0.975), resamples };
}

function compareRight(own: Uint8Array, rival: Uint8Array): ModelQuality['mcNemar'] {
  let [onlyModel, onlyBaseline] = [0, 0];
  own.forEach((right, row) => {
    if (right > rival[row]!) onlyModel += 1;
    if (right < rival[row]!) onlyBaseline += 1;
  });
  return { onlyModel, onlyBaseline, pValue: mcNemar(onlyModel, onlyBaseline) };
}

/** Losses of the rows asked for, piece by piece, so that messages get in. */
async function collectLosses(
  model: Predictor,
  features: Features,
  target: Target,
  rows: Uint32Array,
  pacer: Pacer,
): Promise<RowLosses> {
  const losses = new Float64Array(rows.length);
  const right = new Uint8Array(target.task === 'regression' ? 0 : rows.length);
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const own = rows.subarray(start, start + rowsAtOnce);
    const places = Uint32Array.from(own, (_, place) => place);
    const said = predict(model, selectRows(features, own));
    const part = rowLosses(said, selectTarget(target, own), places);
    losses.set(part.losses, start);
    right.set(part.right, start);
    if (pacer.isDue()) await pacer.pause();
  }
  return { losses, right };
}

function selectTarget(target: Target, rows: Uint32Array): Target {
  if (target.task === 'regression')
    return { ...target, values: Float64Array.from(rows, (row) => target.values[row]!) };
  return { ...target, codes: Int32Array.from(rows, (row) => target.codes[row]!) };
}

function indexOfSmallest(values: number[]): number {
  return values.indexOf(Math.min(...values));
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
