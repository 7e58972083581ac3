import { asMarkup } from './markup';
import { place, placeNew } from './place';
import type { LeakTarget, WayOut } from './way-out';

/** Held by the battery of the project, which listens at the other end. */
export const ownOriginOnly = 'browsers take such a part from the own origin alone';

const svgSpace = 'http://www.w3.org/2000/svg';
const linkSpace = 'http://www.w3.org/1999/xlink';

/** Pictures, sound and film, which browsers fetch as soon as they stand in a page. */
export const mediaWays: readonly WayOut[] = [
  {
    id: 'image',
    title: 'picture from elsewhere',
    attempt: ({ http }) => loaded(Object.assign(new Image(), { src: `${http}/rows.png` })),
  },
  {
    id: 'image-srcset',
    title: 'picture in several sizes (srcset)',
    attempt: ({ http }) => loaded(Object.assign(new Image(), { srcset: `${http}/rows.png 1x` })),
  },
  {
    id: 'image-picture',
    title: 'picture with sources',
    attempt: ({ http }) => {
      const picture = placeNew('picture');
      placeNew('source', { srcset: `${http}/rows.png` }, picture);
      return loaded(placeNew('img', { src: 'data:image/gif;base64,' }, picture));
    },
  },
  {
    id: 'image-decode',
    title: 'picture decoded by script',
    attempt: ({ http }) => Object.assign(new Image(), { src: `${http}/rows.png` }).decode(),
  },
  {
    id: 'image-cors',
    title: 'picture with credentials',
    attempt: ({ http }) =>
      loaded(Object.assign(new Image(), { crossOrigin: 'use-credentials', src: `${http}/?rows` })),
  },
  {
    id: 'image-attribution',
    title: 'picture that registers an advertisement',
    attempt: ({ http }) => {
      const image = placeNew('img', { attributionsrc: `${http}/rows`, src: `${http}/rows.png` });
      return loaded(image);
    },
  },
  {
    id: 'image-input',
    title: 'picture as a button',
    attempt: ({ http }) => loaded(placeNew('input', { type: 'image', src: `${http}/rows.png` })),
  },
  {
    id: 'image-background',
    title: 'picture behind a table',
    attempt: ({ http }) => {
      placeNew('table', { background: `${http}/rows.png` });
    },
  },
  { id: 'svg-image', title: 'picture inside a drawing (SVG)', attempt: drawing('image', 'href') },
  {
    id: 'svg-image-xlink',
    title: 'picture inside a drawing, linked the old way',
    attempt: drawing('image', 'xlink:href'),
  },
  {
    id: 'svg-use',
    title: 'part of a foreign drawing (use)',
    unreported: ownOriginOnly,
    attempt: drawing('use', 'href'),
  },
  {
    id: 'svg-filter',
    title: 'picture inside the filter of a drawing',
    attempt: ({ http }) => {
      const svg = place(document.createElementNS(svgSpace, 'svg'));
      const filter = document.createElementNS(svgSpace, 'filter');
      const image = document.createElementNS(svgSpace, 'feImage');
      filter.id = 'leak-filter';
      image.setAttribute('href', `${http}/rows.png`);
      filter.append(image);
      const box = document.createElementNS(svgSpace, 'rect');
      for (const side of ['width', 'height']) box.setAttribute(side, '9');
      box.setAttribute('filter', 'url(#leak-filter)');
      svg.append(filter, box);
    },
  },
  {
    id: 'svg-animation',
    title: 'address set by an animation of a drawing',
    attempt: ({ http }) => {
      const svg = place(document.createElementNS(svgSpace, 'svg'));
      const image = document.createElementNS(svgSpace, 'image');
      const set = document.createElementNS(svgSpace, 'set');
      set.setAttribute('attributeName', 'href');
      set.setAttribute('to', `${http}/rows.png`);
      image.append(set);
      svg.append(image);
    },
  },
  {
    id: 'audio',
    title: 'sound',
    attempt: ({ http }) => loaded(placeNew('audio', { src: `${http}/rows.mp3`, preload: 'auto' })),
  },
  {
    id: 'video',
    title: 'film',
    attempt: ({ http }) => loaded(placeNew('video', { src: `${http}/rows.mp4`, preload: 'auto' })),
  },
  {
    id: 'video-source',
    title: 'film with sources',
    attempt: ({ http }) => {
      const video = placeNew('video', { preload: 'auto' });
      return loaded(placeNew('source', { src: `${http}/rows.mp4` }, video));
    },
  },
  {
    id: 'video-poster',
    title: 'first picture of a film',
    attempt: ({ http }) => {
      placeNew('video', { poster: `${http}/rows.png` });
    },
  },
  {
    id: 'track',
    title: 'subtitles of a film',
    attempt: ({ http }) => {
      const video = placeNew('video', { crossorigin: 'anonymous' });
      const track = placeNew('track', { src: `${http}/rows.vtt`, default: '' }, video);
      (track as HTMLTrackElement).track.mode = 'showing';
      return loaded(track);
    },
  },
  {
    id: 'markup',
    title: 'markup made of text (innerHTML)',
    attempt: ({ http }) => {
      const box = placeNew('div');
      box.innerHTML = asMarkup(`<img src="${http}/rows.png">`);
    },
  },
  {
    id: 'markup-write',
    title: 'markup written into the page (document.write)',
    attempt: ({ http }) => {
      const other = document.implementation.createHTMLDocument('');
      other.write(asMarkup(`<img src="${http}/rows.png">`));
      place(document.importNode(other.images[0]!, true));
    },
  },
  {
    id: 'markup-parser',
    title: 'markup read by a parser (DOMParser)',
    attempt: ({ http }) => {
      const html = asMarkup(`<img src="${http}/rows.png">`);
      const parsed = new DOMParser().parseFromString(html, 'text/html');
      place(document.importNode(parsed.images[0]!, true));
    },
  },
  {
    id: 'markup-range',
    title: 'markup read by a range',
    attempt: ({ http }) => {
      const html = asMarkup(`<img src="${http}/rows.png">`);
      place(document.createRange().createContextualFragment(html).firstElementChild!);
    },
  },
  {
    id: 'inline-handler',
    title: 'script in an attribute (onerror)',
    attempt: ({ http }) => {
      const box = placeNew('div');
      box.innerHTML = asMarkup(`<img src="data:," onerror="fetch('${http}', {mode: 'no-cors'})">`);
    },
  },
];

function drawing(name: string, attribute: string): (to: LeakTarget) => void {
  return ({ http }) => {
    const svg = place(document.createElementNS(svgSpace, 'svg'));
    const part = document.createElementNS(svgSpace, name);
    const address = `${http}/rows.svg#rows`;
    if (attribute.startsWith('xlink')) part.setAttributeNS(linkSpace, attribute, address);
    else part.setAttribute(attribute, address);
    svg.append(part);
  };
}

/** Once the browser says that what the element names is there, or is not. */
export function loaded(element: Element): Promise<unknown> {
  return new Promise((resolve, reject) => {
    for (const type of ['load', 'loadeddata']) element.addEventListener(type, resolve);
    element.addEventListener('error', () => reject(new TypeError('it did not load')));
  });
}
