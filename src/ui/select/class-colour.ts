import { palettes } from '../../figures/palette';

/** Colour of a class in small pictures, in both themes; of two classes only the second is drawn. */
export function classColour(series: number, classes: number): string {
  if (classes <= 2) return 'var(--mark)';
  const [light, dark] = [palettes.light.categories, palettes.dark.categories];
  return `light-dark(${light[series % light.length]}, ${dark[series % dark.length]})`;
}
