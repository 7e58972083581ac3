import type { DenseNetwork } from './dense-network';
import type { Predictor } from './fitted';
import { preparedNames, type Preparation } from './preparation';

/** Weight of one prepared column for one output; for a regression in units of the target a standard deviation. */
export interface Coefficient {
  name: string;
  output: number;
  weight: number;
}

/** All weights of a linear model, the largest in size first, intercepts left out. */
export function coefficients(model: Predictor): Coefficient[] {
  const { layers, scale } = model.parameters as DenseNetwork;
  const { weights, outputs } = layers[0]!;
  return preparedNames(model.preparation as Preparation)
    .flatMap((name, input) =>
      Array.from({ length: outputs }, (_, output) => ({
        name,
        output,
        weight: weights[input * outputs + output]! * scale,
      })),
    )
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
}
