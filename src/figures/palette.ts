import { categoryRole, palettes, roleColour, type Palette, type Role, type Theme } from './colours';
import type { Figure, Trace } from './figure';
import { plainMarkup } from './plain-markup';
import { themeLayout } from './theme-layout';

export { categoryRole, palettes, roleColour, type Palette, type Role, type Theme } from './colours';

/** A figure with every colour, font and margin filled in. */
export interface ThemedFigure {
  data: Trace[];
  layout: Figure['layout'];
}

const scaledTypes: readonly string[] = [
  'heatmap',
  'contour',
  'histogram2d',
  'histogram2dcontour',
  'image',
];

/**
 * A figure in the colours and type of a theme: pure, the figure itself is not changed, big arrays are shared.
 * What a figure sets itself stays.
 */
export function themeFigure(figure: Figure, theme: Theme): ThemedFigure {
  const palette = palettes[theme];
  const data = figure.data.map((trace, index) =>
    themeTrace(trace, defaultRole(figure, index), palette),
  );
  return { data, layout: themeLayout(figure.layout, palette) };
}

/**
 * The same for Plotly. Texts lose all markup but line breaks, bold and the like, since Plotly would otherwise make a
 * link of a value such as `<a href=…>` (see `plainMarkup`).
 */
export function applyTheme(figure: Figure, theme: Theme): ThemedFigure {
  const { data, layout } = figure;
  return themeFigure(
    { ...figure, data: data.map(plainMarkup), layout: plainMarkup(layout) },
    theme,
  );
}

function defaultRole(figure: Figure, index: number): Role {
  const uncoloured = figure.data.filter((trace) => !trace.meta?.role);
  if (uncoloured.length <= 1) return 'primary';
  return categoryRole(uncoloured.indexOf(figure.data[index]!));
}

function themeTrace(trace: Trace, fallback: Role, palette: Palette): Trace {
  const type = trace.type ?? 'scatter';
  if (scaledTypes.includes(type)) return themeScale(trace, palette);
  const role = trace.meta?.role ?? fallback;
  const colour = roleColour(role, palette);
  const themed: Trace = { ...trace, marker: themeMarker(trace, role, palette) };
  if (type === 'scatter') themed.line = { color: colour, width: 2, ...trace.line };
  if (type === 'box' || type === 'violin') {
    themed.line = { color: colour, width: 1.5, ...trace.line };
    themed.fillcolor = trace.fillcolor ?? withAlpha(colour, 0.2);
  }
  if (trace.fill && trace.fill !== 'none') {
    themed.fillcolor = trace.fillcolor ?? withAlpha(colour, 0.18);
  }
  const errorColour = type === 'bar' ? palette.mutedText : colour;
  if (trace.error_x) themed.error_x = { ...errorBar(errorColour), ...trace.error_x };
  if (trace.error_y) themed.error_y = { ...errorBar(errorColour), ...trace.error_y };
  return themed;
}

function themeMarker(trace: Trace, role: Role, palette: Palette): Trace['marker'] {
  const { marker, meta } = trace;
  const given = marker && 'color' in marker ? marker.color : undefined;
  if (Array.isArray(given) || ArrayBuffer.isView(given)) {
    return { colorscale: scaleOf(role, palette), colorbar: colourBar(palette), ...marker };
  }
  const colours = meta?.roles?.map((each) => roleColour(each, palette));
  return { color: colours ?? roleColour(role, palette), ...marker };
}

function themeScale(trace: Trace, palette: Palette): Trace {
  const colorscale = scaleOf(trace.meta?.role ?? 'sequential', palette);
  const bar = 'colorbar' in trace ? (trace.colorbar as object) : {};
  const onTint = trace.meta?.role === 'tint' ? { textfont: { color: palette.text } } : {};
  return { colorscale, ...onTint, ...trace, colorbar: { ...colourBar(palette), ...bar } } as Trace;
}

function scaleOf(role: Role, palette: Palette): [number, string][] {
  if (role === 'tint') return palette.tint;
  return role === 'diverging' ? palette.diverging : palette.sequential;
}

function colourBar(palette: Palette): object {
  return { outlinewidth: 0, thickness: 10, tickfont: { color: palette.mutedText, size: 11 } };
}

function errorBar(color: string): { color: string; thickness: number; width: number } {
  return { color, thickness: 1.5, width: 3 };
}

function withAlpha(hex: string, alpha: number): string {
  const [red, green, blue] = [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}
