import type { Attachment } from 'svelte/attachments';
import type { Config, Data, Layout, PlotlyHTMLElement } from 'plotly.js';
import type { Figure } from '../../figures/figure';
import { applyTheme, type Theme } from '../../figures/palette';
import { drawInTurn } from './draw-queue';
import { loadPlotly } from './load-plotly';

interface Drawn {
  figure: Figure;
  theme: Theme;
  heightPx: number;
}

const config: Partial<Config> = {
  displaylogo: false,
  displayModeBar: false,
  responsive: false,
  scrollZoom: false,
  doubleClick: 'reset',
  showTips: false,
};

/**
 * Draws a figure with Plotly, which can be zoomed into, and again when it or the theme changes. What Plotly throws goes
 * to `onfail`.
 */
export function plotFigure(
  wanted: () => Drawn,
  onfail: (thrown: unknown) => void,
): Attachment<HTMLElement> {
  return (element) => {
    const { figure, theme, heightPx } = wanted();
    const aborter = new AbortController();
    let isDrawn = false;
    const draw = async (): Promise<void> => {
      const Plotly = await loadPlotly();
      if (aborter.signal.aborted) return;
      const { data, layout } = applyTheme(figure, theme);
      await Plotly.react(element, data as Data[], sized(layout, element, heightPx), config);
      isDrawn = true;
    };
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        drawInTurn(() => draw().catch(onfail), aborter.signal);
      },
      { rootMargin: '200px' },
    );
    seen.observe(element);
    const resized = new ResizeObserver(() => {
      if (isDrawn && element.clientWidth > 0) void resize(element, heightPx);
    });
    resized.observe(element);
    return () => {
      aborter.abort();
      seen.disconnect();
      resized.disconnect();
      if (!element.isConnected) void purge(element);
    };
  };
}

function sized(
  layout: Partial<Layout>,
  { clientWidth }: HTMLElement,
  height: number,
): Partial<Layout> {
  return {
    ...layout,
    dragmode: 'zoom',
    width: Math.max(120, clientWidth),
    height,
    autosize: false,
  };
}

async function resize(element: HTMLElement, height: number): Promise<void> {
  const Plotly = await loadPlotly();
  const { layout } = element as Partial<PlotlyHTMLElement>;
  const width = Math.max(120, element.clientWidth);
  if (layout && layout.width !== width) await Plotly.relayout(element, { width, height });
}

async function purge(element: HTMLElement): Promise<void> {
  const Plotly = await loadPlotly();
  Plotly.purge(element);
}
