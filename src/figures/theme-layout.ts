import type { Layout, LayoutAxis } from 'plotly.js';
import type { Palette } from './colours';

/** Type of figures, as the page has it. */
export const fontFamily = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";

/** A layout with the fonts, lines, margins and hover style of a theme under what the figure says itself. */
export function themeLayout(layout: Partial<Layout>, palette: Palette): Partial<Layout> {
  const axes = axisNames(layout).map((name) => [name, themeAxis(axisOf(layout, name), palette)]);
  return {
    autosize: true,
    bargap: 0.08,
    dragmode: false,
    hovermode: 'closest',
    ...layout,
    ...Object.fromEntries(axes),
    paper_bgcolor: 'rgba(0, 0, 0, 0)',
    plot_bgcolor: 'rgba(0, 0, 0, 0)',
    colorway: [...palette.categories],
    font: { family: fontFamily, size: 12, color: palette.text, ...layout.font },
    margin: { l: 56, r: 16, t: 12, b: 44, ...layout.margin },
    legend: themeLegend(layout, palette),
    hoverlabel: themeHover(layout, palette),
    shapes: layout.shapes?.map((shape) => ({
      ...shape,
      line: { color: palette.neutral, width: 1, ...shape.line },
    })),
    annotations: layout.annotations?.map((note) => ({
      showarrow: false,
      ...note,
      font: { color: palette.mutedText, size: 11, ...note.font },
    })),
  };
}

/** One axis with the theme's lines and small muted labels; labels that need room get it. */
export function themeAxis(axis: Partial<LayoutAxis>, palette: Palette): Partial<LayoutAxis> {
  const title = typeof axis.title === 'object' ? axis.title : { text: axis.title ?? '' };
  return {
    automargin: true,
    gridcolor: palette.grid,
    linecolor: palette.axis,
    zerolinecolor: palette.axis,
    zeroline: false,
    ...axis,
    tickfont: { color: palette.mutedText, size: 11, ...axis.tickfont },
    title: { standoff: 8, ...title, font: { color: palette.mutedText, size: 12, ...title.font } },
  };
}

function themeLegend(layout: Partial<Layout>, palette: Palette): Layout['legend'] {
  const above = { orientation: 'h', x: 0, y: 1.02, xanchor: 'left', yanchor: 'bottom' } as const;
  return {
    ...above,
    bgcolor: 'rgba(0, 0, 0, 0)',
    ...layout.legend,
    font: { color: palette.mutedText, size: 12, ...layout.legend?.font },
  };
}

function themeHover(layout: Partial<Layout>, palette: Palette): Layout['hoverlabel'] {
  return {
    bgcolor: palette.hoverBackground,
    bordercolor: palette.axis,
    align: 'left',
    ...layout.hoverlabel,
    font: { family: fontFamily, size: 12, color: palette.text, ...layout.hoverlabel?.font },
  };
}

/** `xaxis`, `yaxis` and every further axis that the layout names. */
function axisNames(layout: Partial<Layout>): string[] {
  const named = Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key));
  return [...new Set(['xaxis', 'yaxis', ...named])];
}

function axisOf(layout: Partial<Layout>, name: string): Partial<LayoutAxis> {
  return (layout as Record<string, Partial<LayoutAxis> | undefined>)[name] ?? {};
}
