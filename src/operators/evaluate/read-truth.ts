import { AppError } from '../../data/app-error';
import { formatCount } from '../../data/format';
import type { Target } from '../../data/features';
import type { Model } from '../../data/model';
import type { TableInfo } from '../../data/table';
import type { RunContext } from '../contract';
import { readTarget } from '../train/read-features';

/** What is true of every row of the table, and of which rows nothing can be said. */
export interface Truth {
  /** By row of the table; classes in the order of the first model. */
  all: Target;
  /** The chosen rows whose target is known. */
  rows: Uint32Array;
  /** By position in `rows`. */
  target: Target;
  /** Chosen rows without a target, or with one that is not finite. */
  missing: number;
  /** Chosen rows whose class no model has learned, and the first such classes. */
  unknown: number;
  unknownLabels: string[];
}

/**
 * Reads the target of the models from a table.
 * @throws AppError `unknown_column`; `unavailable` where no chosen row has a target that the models know.
 */
export async function readTruth(
  context: Pick<RunContext, 'query'>,
  table: TableInfo,
  model: Model,
  chosen: Uint32Array,
): Promise<Truth> {
  const truth =
    model.task === 'regression'
      ? readNumbers(await readTarget(context, table, model.target, []), chosen)
      : readClasses(
          await readTarget(context, table, model.target, undefined, 'classification'),
          model,
          chosen,
        );
  if (truth.rows.length > 0) return truth;
  throw new AppError('unavailable', nothingKnown(truth, model, chosen.length));
}

function readNumbers(all: Target, chosen: Uint32Array): Truth {
  if (all.task !== 'regression') throw new RangeError(`not a target of numbers: ${all.task}`);
  const rows = chosen.filter((row) => Number.isFinite(all.values[row]));
  const values = Float64Array.from(rows, (row) => all.values[row]!);
  const missing = chosen.length - rows.length;
  return { all, rows, target: { ...all, values }, missing, unknown: 0, unknownLabels: [] };
}

function readClasses(found: Target, { classes, task }: Model, chosen: Uint32Array): Truth {
  if (found.task === 'regression' || task === 'regression') {
    throw new RangeError(`not a target of classes: ${found.task}`);
  }
  const place = new Map(classes.map((label, index) => [label, index]));
  const codeOf = found.classes.map((label) => place.get(label) ?? -1);
  const codes = found.codes.map((code) => (code < 0 ? -1 : codeOf[code]!));
  const all: Target = { task, name: found.name, codes, classes };
  const rows = chosen.filter((row) => codes[row]! >= 0);
  const unknownRows = chosen.filter((row) => codes[row]! < 0 && found.codes[row]! >= 0);
  const labels = new Set(Array.from(unknownRows, (row) => found.classes[found.codes[row]!]!));
  return {
    all,
    rows,
    target: { ...all, codes: Int32Array.from(rows, (row) => codes[row]!) },
    missing: chosen.length - rows.length - unknownRows.length,
    unknown: unknownRows.length,
    unknownLabels: [...labels].slice(0, 5),
  };
}

function nothingKnown({ unknown, unknownLabels }: Truth, model: Model, chosen: number): string {
  if (unknown === 0) {
    return `None of the ${formatCount(chosen)} rows has a value of ${model.target}: choose other rows.`;
  }
  const known = model.classes.slice(0, 5).join(', ');
  return `The model knows other values of ${model.target} (${known}) than these rows have (${unknownLabels.join(', ')}): choose another table.`;
}
