import type { ColourScale } from '../colours';
import type { Trace } from '../figure';
import { colourSteps } from './colour-scale';
import { rectanglePath, round, type Box, type Mark, type MeasureText } from './scene';
import { linearTicks, type Tick } from './ticks';
import { valueRange } from './trace-heatmap';
import { listOf } from './values';
import { formatBy } from './format-number';

const steps = 48;

interface BarLayout {
  thickness?: number;
  tickfont?: { color?: string; size?: number };
  tickvals?: unknown;
  ticktext?: unknown;
  tickformat?: string;
  title?: { text?: string };
}

export interface ColourBar {
  widthPx: number;
  draw: (plot: Box, right: number) => Mark[];
}

/** A bar that says what colours mean, beside the first heat map that asks for one. */
export function planColourBar(data: readonly Trace[], measure: MeasureText): ColourBar {
  const trace = data.find((each) => each.type === 'heatmap' && each.showscale !== false);
  if (!trace) return { widthPx: 0, draw: () => [] };
  const layout = (trace.colorbar ?? {}) as BarLayout;
  const sizePx = layout.tickfont?.size ?? 11;
  const [low, high] = valueRange(trace);
  const ticks = barTicks(layout, low, high);
  const label = Math.max(0, ...ticks.map(({ lines }) => measure(lines[0]!, sizePx)));
  const thickness = layout.thickness ?? 10;
  const widthPx = thickness + label + 20;
  return {
    widthPx,
    draw: (plot, right) =>
      drawBar(trace, { ticks, low, high, thickness, left: right - widthPx + 12 }, plot),
  };
}

function barTicks(
  { tickvals, ticktext, tickformat }: BarLayout,
  low: number,
  high: number,
): Tick[] {
  const given = listOf(tickvals);
  if (given.length > 0)
    return Array.from(given, (value, index) => ({
      at: Number(value),
      lines: [String(listOf(ticktext)[index] ?? value)],
    }));
  return linearTicks(low, high, 5).map((tick) =>
    tickformat ? { ...tick, lines: [formatBy(tick.at, tickformat)] } : tick,
  );
}

interface BarPlan {
  ticks: Tick[];
  low: number;
  high: number;
  thickness: number;
  left: number;
}

function drawBar(trace: Trace, { ticks, low, high, thickness, left }: BarPlan, plot: Box): Mark[] {
  const { tickfont, title } = (trace.colorbar ?? {}) as BarLayout;
  const top = plot.top + (title?.text ? 16 : 0);
  const height = plot.top + plot.height - top;
  const colours = colourSteps(trace.colorscale as ColourScale, steps);
  const cells = colours.map((fill, step): Mark => {
    const [from, to] = [step, step + 1].map((each) =>
      Math.round(top + height * (1 - each / steps)),
    );
    return {
      kind: 'path',
      d: rectanglePath({ left, top: to!, width: thickness, height: from! - to! }),
      fill,
      isCrisp: true,
    };
  });
  const text = {
    kind: 'text',
    sizePx: tickfont?.size ?? 11,
    fill: tickfont?.color ?? '#666666',
    align: 'start',
  } as const;
  const labels = ticks
    .filter(({ at }) => at >= low - 1e-9 && at <= high + 1e-9)
    .map(({ at, lines }): Mark => {
      const share = high > low ? (at - low) / (high - low) : 0;
      return {
        ...text,
        x: left + thickness + 5,
        y: round(top + height * (1 - share)),
        text: lines[0]!,
        baseline: 'middle',
      };
    });
  const head: Mark[] = title?.text
    ? [
        {
          ...text,
          x: left + thickness,
          y: plot.top,
          text: title.text,
          baseline: 'top',
          align: 'end',
        },
      ]
    : [];
  return [...cells, ...labels, ...head];
}
