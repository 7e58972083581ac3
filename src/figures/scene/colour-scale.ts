import type { ColourScale } from '../colours';

type Rgb = [red: number, green: number, blue: number];

/** Colours along a scale in even steps, the first for 0 and the last for 1. */
export function colourSteps(scale: ColourScale, count: number): string[] {
  const stops = scale.map(([at, colour]) => ({ at, rgb: parseHex(colour) }));
  return Array.from({ length: count }, (_, step) => {
    const share = count === 1 ? 0 : step / (count - 1);
    const next = Math.max(
      1,
      stops.findIndex(({ at }) => at >= share - 1e-9),
    );
    const [low, high] = [stops[next - 1]!, stops[next]!];
    const part = (share - low.at) / (high.at - low.at);
    return formatHex(low.rgb.map((each, index) => each + part * (high.rgb[index]! - each)) as Rgb);
  });
}

/** Black or white text, whichever is easier to read on a colour (relative luminance of WCAG 2.2). */
export function textOn(colour: string): string {
  const [red, green, blue] = parseHex(colour).map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  return luminance > 0.179 ? '#1b1e24' : '#ffffff';
}

function parseHex(colour: string): Rgb {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16)) as Rgb;
}

function formatHex(rgb: Rgb): string {
  return `#${rgb.map((each) => Math.round(each).toString(16).padStart(2, '0')).join('')}`;
}
