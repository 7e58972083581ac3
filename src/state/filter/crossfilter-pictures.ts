import { barCount } from '../../engine/cube/linked-counts';
import type { CrossfilterReport } from '../../operators/profile/crossfilter';
import {
  edgeWords,
  rangeWords,
  valueWords,
  type FineAxis,
} from '../../operators/profile/crossfilter-words';
import type { Brush } from '../../engine/cube/linked-counts';

/** One direction of a picture, for those who draw it. */
export interface PictureAxis {
  axis: FineAxis;
  /** Steps of a brush, and how many of them a bar holds. */
  steps: number;
  stepsPerBar: number;
  bars: number;
}

/** Directions of view `index`: one of a histogram, two of a heat map. */
export function pictureAxes({ axes, views }: CrossfilterReport, index: number): PictureAxis[] {
  return views[index]!.axes.map((each) => ({
    axis: axes[each.dimension]!,
    steps: each.count,
    stepsPerBar: 2 ** each.shift,
    bars: barCount(each),
  }));
}

/** The ends of a direction in words, for its two corners. */
export function axisEnds({ axis, bars }: PictureAxis): [low: string, high: string] {
  return axis.kind === 'values'
    ? [valueWords(axis, 0), valueWords(axis, bars - 1)]
    : [edgeWords(axis, 0), edgeWords(axis, axis.count)];
}

/** Steps `from` to below `to` in words. */
export function spanWords({ axis }: PictureAxis, from: number, to: number): string {
  if (axis.kind !== 'values') return rangeWords(axis, from, Math.min(to, axis.count));
  return to - from === 1
    ? valueWords(axis, from)
    : `${valueWords(axis, from)} to ${valueWords(axis, Math.min(to, axis.count) - 1)}`;
}

/** What a brush chooses, in words: `delay 12 to 30`. */
export function brushWords(axes: readonly PictureAxis[], brush: Brush): string {
  const [across, up] = axes as [PictureAxis, PictureAxis | undefined];
  switch (brush.kind) {
    case 'range':
      return `${across.axis.column} ${spanWords(across, brush.from, brush.to)}`;
    case 'area': {
      const x = spanWords(
        across,
        brush.left * across.stepsPerBar,
        brush.right * across.stepsPerBar,
      );
      const y = up ? spanWords(up, brush.bottom * up.stepsPerBar, brush.top * up.stepsPerBar) : '';
      return `${across.axis.column} ${x}, ${up?.axis.column ?? ''} ${y}`;
    }
    case 'choice': {
      const chosen = [...brush.chosen.keys()].filter((bin) => brush.chosen[bin] === 1);
      const names = chosen.slice(0, 3).map((bin) => valueWords(across.axis as never, bin));
      const more = chosen.length > names.length ? ` and ${chosen.length - names.length} more` : '';
      return `${across.axis.column} ${names.join(', ')}${more}`;
    }
  }
}
