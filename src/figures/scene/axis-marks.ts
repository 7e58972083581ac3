import type { AxisPlan } from './axis-plan';
import { fitText } from './fit-text';
import { titleOf, type AxisLabels } from './frame';
import {
  pixelOf,
  round,
  type Box,
  type Mark,
  type MeasureText,
  type Scale,
  type TextMark,
} from './scene';

interface AxisOnPlot {
  axis: AxisPlan;
  scale: Scale;
  box: Box;
  labels: AxisLabels;
}

const linePx = 14;

/** Lines across the plot at each label, and the line that the plot stands on. */
export function gridMarks({ axis, scale, box, labels }: AxisOnPlot): Mark[] {
  const isFoot = axis.id.startsWith('x');
  const grid: Mark[] = [];
  if (axis.layout.showgrid !== false) {
    const d = labels.ticks
      .map(({ at }) => Math.round(pixelOf(scale, at)) + 0.5)
      .map((at) => (isFoot ? `M${at} ${box.top}v${box.height}` : `M${box.left} ${at}h${box.width}`))
      .join('');
    grid.push({ kind: 'path', d, stroke: String(axis.layout.gridcolor), strokeWidth: 1 });
  }
  if (isFoot) {
    const d = `M${box.left} ${Math.round(box.top + box.height) + 0.5}h${box.width}`;
    grid.push({ kind: 'path', d, stroke: String(axis.layout.linecolor), strokeWidth: 1 });
  }
  return grid;
}

/** Labels and title of an axis. */
export function labelMarks(
  on: AxisOnPlot,
  measure: MeasureText,
  size: { width: number; height: number },
): Mark[] {
  const marks = on.axis.id.startsWith('x')
    ? footLabels(on, measure, size.width)
    : sideLabels(on, measure);
  const labels = on.axis.layout.showticklabels === false ? [] : marks;
  const title = titleOf(on.axis);
  return title === '' ? labels : [...labels, titleMark(on, title, measure, size.height)];
}

function sideLabels({ axis, scale, box, labels }: AxisOnPlot, measure: MeasureText): TextMark[] {
  return labels.ticks.flatMap(({ at, lines }) =>
    lines.map((line, place) => ({
      ...textOf(axis, labels),
      x: box.left - 8,
      y: round(pixelOf(scale, at)) + linePx * (place - (lines.length - 1) / 2),
      text: fitText(line, labels.sizePx, labels.mostPx, measure),
      align: 'end' as const,
      baseline: 'middle' as const,
    })),
  );
}

function footLabels(
  { axis, scale, box, labels }: AxisOnPlot,
  measure: MeasureText,
  width: number,
): TextMark[] {
  const top = box.top + box.height + 7;
  return labels.ticks.flatMap(({ at, lines }) =>
    lines.map((line, place) => {
      const text = fitText(line, labels.sizePx, labels.mostPx, measure);
      const middle = round(pixelOf(scale, at));
      const base = { ...textOf(axis, labels), text, y: top + linePx * place };
      if (labels.angle !== 0)
        return {
          ...base,
          x: middle + 3,
          y: top,
          angle: labels.angle,
          align: 'end',
          baseline: 'middle',
        };
      const half = measure(text, labels.sizePx) / 2;
      const x = Math.max(half, Math.min(width - half - 2, middle));
      return { ...base, x, align: 'middle', baseline: 'top' };
    }),
  );
}

function titleMark(
  { axis, box }: AxisOnPlot,
  title: string,
  measure: MeasureText,
  height: number,
): TextMark {
  const { font } = (axis.layout.title ?? {}) as { font?: { size?: number; color?: string } };
  const text = {
    kind: 'text',
    sizePx: font?.size ?? 12,
    fill: font?.color ?? '#666666',
    align: 'middle',
  } as const;
  const isFoot = axis.id.startsWith('x');
  const room = isFoot ? box.width : box.height;
  const fitted = fitText(title, text.sizePx, room, measure);
  return isFoot
    ? { ...text, text: fitted, x: box.left + box.width / 2, y: height - 4, baseline: 'bottom' }
    : { ...text, text: fitted, x: 9, y: box.top + box.height / 2, baseline: 'middle', angle: -90 };
}

function textOf(
  { layout }: AxisPlan,
  { sizePx }: AxisLabels,
): Pick<TextMark, 'kind' | 'sizePx' | 'fill'> {
  return { kind: 'text', sizePx, fill: String(layout.tickfont?.color ?? '#666666') };
}
