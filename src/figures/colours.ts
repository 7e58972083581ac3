/**
 * What a colour means in a figure. Traces name a role in `meta.role`; the theme turns it into a colour.
 * - `primary`: the thing itself, in the one accent. `secondary`: what it is compared with.
 * - `positive`, `negative`: towards and against, gain and loss: blue and vermilion, never green and red.
 * - `neutral`: references, baselines, everything that is only context.
 * - `category-0` to `category-7`: members of a set, in order; higher numbers start again.
 * - `sequential`, `diverging`: a scale from little to much, or from one side through nothing to the other.
 * - `tint`: a sequential scale so pale that the theme's text can stand on it, for heat maps with numbers.
 */
export type Role =
  | 'primary'
  | 'secondary'
  | 'positive'
  | 'negative'
  | 'neutral'
  | 'sequential'
  | 'diverging'
  | 'tint'
  | `category-${number}`;

export type Theme = 'light' | 'dark';

/** Stops of a colour scale as Plotly takes them: position 0..1 and colour. */
export type ColourScale = [position: number, colour: string][];

export interface Palette {
  /** The page that figures stand on. Contrasts hold against it. */
  background: string;
  text: string;
  /** Labels of axes and legends. */
  mutedText: string;
  grid: string;
  axis: string;
  hoverBackground: string;
  primary: string;
  secondary: string;
  positive: string;
  negative: string;
  neutral: string;
  categories: readonly string[];
  sequential: ColourScale;
  diverging: ColourScale;
  tint: ColourScale;
}

/**
 * Hues after Okabe and Ito (2008), with lightness moved so that every mark has a contrast of at least 3:1
 * (WCAG 2.2, 1.4.11) on its background, and every two categories stay apart in OKLab as seen with normal vision,
 * protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009).
 */
export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    background: '#ffffff',
    text: '#1b1e24',
    mutedText: '#565d6a',
    grid: '#e6e8ec',
    axis: '#b4bac4',
    hoverBackground: '#ffffff',
    primary: '#0070b0',
    secondary: '#a86e00',
    positive: '#0070b0',
    negative: '#c4501b',
    neutral: '#7a808c',
    categories: [
      '#0070b0',
      '#dd611f',
      '#5f9870',
      '#984575',
      '#786119',
      '#2a9bcd',
      '#603317',
      '#2b2a33',
    ],
    sequential: [
      [0, '#f1f6fa'],
      [0.25, '#bfdcee'],
      [0.5, '#7db8dd'],
      [0.75, '#2f8cc2'],
      [1, '#004b7a'],
    ],
    diverging: [
      [0, '#9c3a0c'],
      [0.25, '#e39468'],
      [0.5, '#f4f4f5'],
      [0.75, '#6fb0d8'],
      [1, '#005489'],
    ],
    tint: [
      [0, '#f4f7fa'],
      [1, '#74b6e0'],
    ],
  },
  dark: {
    background: '#14161a',
    text: '#eceef2',
    mutedText: '#a6adba',
    grid: '#2a2e36',
    axis: '#4a505c',
    hoverBackground: '#23272f',
    primary: '#54b3e8',
    secondary: '#e9b44c',
    positive: '#54b3e8',
    negative: '#f2893d',
    neutral: '#8b919c',
    categories: [
      '#54b3e8',
      '#f2893d',
      '#86e894',
      '#b74fa2',
      '#efc93a',
      '#3a74d4',
      '#d1cfcc',
      '#85868a',
    ],
    sequential: [
      [0, '#1b2129'],
      [0.25, '#17425e'],
      [0.5, '#1f70a1'],
      [0.75, '#54b3e8'],
      [1, '#d3edfc'],
    ],
    diverging: [
      [0, '#ffb07a'],
      [0.25, '#b0602b'],
      [0.5, '#23272f'],
      [0.75, '#2b7fb3'],
      [1, '#9fd8f8'],
    ],
    tint: [
      [0, '#1b2028'],
      [1, '#1f6a99'],
    ],
  },
};

/** The role of member `index` of a set: `category-0`, `category-1`, …, and from the start again after eight. */
export function categoryRole(index: number): Role {
  return `category-${index % palettes.light.categories.length}`;
}

/** The colour of a role; for a scale, its strong end. */
export function roleColour(role: Role, palette: Palette): string {
  if (role === 'sequential') return palette.sequential[palette.sequential.length - 2]![1];
  if (role === 'tint') return palette.tint[palette.tint.length - 1]![1];
  if (role === 'diverging') return palette.diverging[palette.diverging.length - 1]![1];
  if (role.startsWith('category-')) {
    const index = Number(role.slice('category-'.length));
    return palette.categories[index % palette.categories.length] ?? palette.neutral;
  }
  return palette[role as 'primary' | 'secondary' | 'positive' | 'negative' | 'neutral'];
}
