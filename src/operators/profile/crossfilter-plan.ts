import type { CubeAxis, CubeView } from '../../math/cube-view';
import { hasFineBins, isScaled, type FineAxis } from '../../methods/profile/fine-bins';
import type { ColumnInfo, TableInfo } from '../../data/table';

/** Which columns are looked at, and in which pictures. */
export interface CrossfilterChoice {
  histograms: ColumnInfo[];
  heatmap: [across: ColumnInfo, up: ColumnInfo] | undefined;
}

/** Pictures over the same rows; `axes` are the dimensions that the views name. */
export interface CrossfilterPlan {
  axes: FineAxis[];
  views: CubeView[];
}

export const mostHistograms = 6;
const proposedHistograms = 3;

interface ChoiceParams {
  columns: readonly string[];
  across: string | null;
  up: string | null;
}

/** The columns that a person has chosen, else the first that fit: numbers and times before categories. */
export function chooseColumns({ columns }: TableInfo, params: ChoiceParams): CrossfilterChoice {
  const find = (name: string): ColumnInfo => columns.find((column) => column.name === name)!;
  const telling = columns.filter(
    (column) => hasFineBins(column) && !['constant', 'identifier'].includes(column.kind),
  );
  const fitting = telling.length > 0 ? telling : columns.filter(hasFineBins);
  const ranked = [...fitting.filter(isScaled), ...fitting.filter((column) => !isScaled(column))];
  const histograms =
    params.columns.length > 0
      ? params.columns.map(find).slice(0, mostHistograms)
      : ranked.slice(0, proposedHistograms);
  const scaled = ranked.filter(isScaled);
  const spare = scaled.filter((column) => !histograms.includes(column));
  const proposed = [...spare, ...scaled.filter((column) => !spare.includes(column))];
  const across = params.across === null ? proposed[0] : find(params.across);
  const up = params.up === null ? proposed.find((column) => column !== across) : find(params.up);
  return { histograms, heatmap: across && up && across !== up ? [across, up] : undefined };
}

/** Columns that a choice needs, each once. */
export function columnsOf({ histograms, heatmap }: CrossfilterChoice): ColumnInfo[] {
  return [...new Set([...histograms, ...(heatmap ?? [])])];
}

/** Pictures of those columns that have bins: histograms first, the heat map last. */
export function planViews(
  { histograms, heatmap }: CrossfilterChoice,
  axes: FineAxis[],
): CrossfilterPlan {
  const find = (column: ColumnInfo, room: number): CubeAxis[] => {
    const dimension = axes.findIndex((axis) => axis.column === column.name);
    return dimension < 0
      ? []
      : [
          {
            dimension,
            count: axes[dimension]!.count,
            shift: shiftOf(axes[dimension]!.count, room),
          },
        ];
  };
  const single = histograms.flatMap((column) =>
    find(column, 6).map((axis): CubeView => ({ axes: [axis] })),
  );
  const pair = (heatmap ?? []).flatMap((column) => find(column, 5));
  const double: CubeView[] = pair.length === 2 ? [{ axes: [pair[0]!, pair[1]!] }] : [];
  return { axes, views: [...single, ...double] };
}

/** Bars hold 2 ** shift fine bins, as few as fit into so many bits beside the number for none. */
function shiftOf(count: number, bits: number): number {
  const most = 2 ** bits - 1;
  let shift = 0;
  while (((count - 1) >> shift) + 1 > most) shift += 1;
  return shift;
}
