import type { Figure, Trace } from '../../figures/figure';
import { themeFigure, type Theme } from '../../figures/palette';
import { drawScene } from '../../figures/scene/draw-scene';
import type { MeasureText } from '../../figures/scene/scene';
import { escapeXml, writeSvg } from '../../figures/scene/write-svg';
import { fontFamily } from '../../figures/theme-layout';

const widthPx = 880;

/**
 * A figure as markup, once a theme: which of the two is seen, the style of the report decides. Without `withRows` boxes
 * lose the points beyond their whiskers, since each is one row.
 */
export function writeFigure(
  figure: Figure,
  id: string,
  withRows: boolean,
  measure: MeasureText,
): string {
  if (figure.renderer) return writeUndrawn(figure);
  const shown = withRows ? figure : { ...figure, data: figure.data.map(withoutOutliers) };
  const hasLost = !withRows && figure.data.some(hasOutliers);
  const lost = hasLost ? '<p class="rule">Values beyond the whiskers are left out.</p>' : '';
  const drawings = (['light', 'dark'] as const).map(
    (theme) =>
      `<div class="${theme} scroll" role="group" tabindex="0" aria-label="${escapeXml(figure.title)}">${drawTheme(shown, theme, `${id}-${theme}-`, measure)}</div>`,
  );
  return `<figure><figcaption>${escapeXml(figure.title)}</figcaption>
${drawings.join('\n')}${lost}</figure>`;
}

/** A form that only Plotly draws, on a page of its own kind. */
function writeUndrawn({ title, alt }: Figure): string {
  const words = `${alt} A figure of this kind is drawn in Assay only: save it there as a picture.`;
  return `<figure><figcaption>${escapeXml(title)}</figcaption><p class="rule">${escapeXml(words)}</p></figure>`;
}

function drawTheme(figure: Figure, theme: Theme, idPrefix: string, measure: MeasureText): string {
  const size = { width: widthPx, height: figure.heightPx ?? 280 };
  const scene = drawScene(themeFigure(figure, theme), size, measure);
  const { title, alt: description } = figure;
  return writeSvg(scene, { background: 'none', fontFamily, title, description, idPrefix });
}

function hasOutliers({ meta }: Trace): boolean {
  return meta?.outliers?.some((values) => values.length > 0) ?? false;
}

function withoutOutliers(trace: Trace): Trace {
  return hasOutliers(trace) ? { ...trace, meta: { ...trace.meta, outliers: [] } } : trace;
}
