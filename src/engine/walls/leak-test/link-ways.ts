import { asMarkup, asScriptAddress } from './markup';
import { loaded } from './media-ways';
import { place, placeNew } from './place';
import type { WayOut } from './way-out';

/** Links in the head, scripts, and what else a page may bring along. */
export const linkWays: readonly WayOut[] = [
  linked('stylesheet', 'style sheet from elsewhere'),
  linked('alternate-stylesheet', 'style sheet to choose', { rel: 'alternate stylesheet' }),
  linked('icon', 'icon of the page'),
  linked('apple-touch-icon', 'icon for a home screen'),
  {
    id: 'link-manifest',
    title: 'description of an app (manifest)',
    attempt: async ({ http }) => {
      const own = [...document.querySelectorAll('link[rel=manifest]')];
      for (const link of own) link.setAttribute('rel', 'none');
      placeNew('link', { rel: 'manifest', href: `${http}/rows` }, document.head);
      await new Promise((resolve) => setTimeout(resolve, 60));
      for (const link of own) link.setAttribute('rel', 'manifest');
    },
  },
  linked('prefetch', 'fetched in advance (prefetch)'),
  linked('preload-image', 'loaded in advance: a picture', { rel: 'preload', as: 'image' }),
  linked('preload-fetch', 'loaded in advance: data', { rel: 'preload', as: 'fetch' }),
  linked('preload-style', 'loaded in advance: a style sheet', { rel: 'preload', as: 'style' }),
  linked('preload-script', 'loaded in advance: a script', { rel: 'preload', as: 'script' }),
  linked('preload-font', 'loaded in advance: a font', { rel: 'preload', as: 'font' }),
  linked('modulepreload', 'loaded in advance: a module'),
  linked('prerender', 'page drawn in advance (prerender)'),
  linked('compression-dictionary', 'dictionary for unpacking'),
  silentLink('preconnect', 'connection in advance (preconnect)'),
  silentLink('dns-prefetch', 'name looked up in advance (dns-prefetch)'),
  {
    id: 'speculation-prefetch',
    title: 'rules by which pages are fetched in advance',
    attempt: ({ http }) =>
      rules('speculationrules', { prefetch: [{ urls: [http], eagerness: 'immediate' }] }),
  },
  {
    id: 'speculation-prerender',
    manner: 'silent',
    title: 'rules by which pages are drawn in advance',
    attempt: ({ http }) =>
      rules('speculationrules', { prerender: [{ urls: [http], eagerness: 'immediate' }] }),
  },
  {
    id: 'import-map',
    title: 'table that sends imports elsewhere',
    attempt: ({ http }) => rules('importmap', { imports: { leak: `${http}/rows.js` } }),
  },
  {
    id: 'script',
    title: 'script from elsewhere',
    attempt: ({ http }) => {
      const script = document.createElement('script');
      script.src = asScriptAddress(`${http}/rows.js`);
      const done = loaded(script);
      place(script, document.head);
      return done;
    },
  },
  {
    id: 'script-module',
    title: 'module from elsewhere',
    attempt: ({ http }) => {
      const script = Object.assign(document.createElement('script'), { type: 'module' });
      script.src = asScriptAddress(`${http}/rows.js`);
      const done = loaded(script);
      place(script, document.head);
      return done;
    },
  },
  {
    id: 'script-inline',
    title: 'script written into the page',
    attempt: ({ http }) => {
      const script = document.createElement('script');
      script.append(`fetch(${JSON.stringify(http)}, { mode: 'no-cors' })`);
      place(script, document.head);
    },
  },
  {
    id: 'script-address',
    title: 'script as an address (javascript:)',
    manner: 'leaving',
    attempt: ({ http }) => {
      const code = `void fetch(${JSON.stringify(http)}, { mode: 'no-cors' })`;
      placeNew('a', { href: `javascript:${code}` }).click();
    },
  },
  {
    id: 'base',
    title: 'other place for relative addresses (base)',
    attempt: ({ http }) => {
      placeNew('base', { href: `${http}/` }, document.head);
      return loaded(placeNew('img', { src: 'rows.png' }));
    },
  },
  {
    id: 'policy-report',
    title: 'report of a policy of its own',
    attempt: ({ http }) => {
      const content = `img-src 'self' blob: data:; report-uri ${http}/rows`;
      placeNew('meta', { 'http-equiv': 'Content-Security-Policy', content }, document.head);
      return loaded(Object.assign(new Image(), { src: `${http}/rows.png` }));
    },
  },
  {
    id: 'xslt',
    title: 'markup made by a style sheet (XSLT)',
    needs: 'XSLTProcessor',
    attempt: ({ http }) => {
      const sheet = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
        <xsl:template match="/"><img src="${http}/rows.png"/></xsl:template></xsl:stylesheet>`;
      const parsed = new DOMParser().parseFromString(asMarkup(sheet), 'application/xml');
      const processor = new XSLTProcessor();
      processor.importStylesheet(parsed);
      place(processor.transformToFragment(parsed, document).firstElementChild!);
    },
  },
  {
    id: 'service-worker',
    title: 'service worker from elsewhere',
    needs: 'navigator.serviceWorker',
    attempt: ({ http }) => navigator.serviceWorker.register(asScriptAddress(`${http}/rows.js`)),
  },
  {
    id: 'shared-worker',
    title: 'shared worker from elsewhere',
    needs: 'SharedWorker',
    attempt: ({ http }) => void new SharedWorker(asScriptAddress(`${http}/rows.js`)),
  },
  {
    id: 'shared-worker-blob',
    title: 'shared worker that sends',
    needs: 'SharedWorker',
    attempt: ({ http }) => {
      const text = `fetch(${JSON.stringify(http)}, { mode: 'no-cors' })`;
      void new SharedWorker(asScriptAddress(URL.createObjectURL(new Blob([text]))));
    },
  },
];

function linked(id: string, title: string, attributes: Record<string, string> = {}): WayOut {
  return {
    id: `link-${id}`,
    title,
    attempt: ({ http }) => {
      const whole = { rel: id, href: `${http}/rows`, ...attributes };
      return loaded(placeNew('link', whole, document.head));
    },
  };
}

function silentLink(rel: string, title: string): WayOut {
  return {
    id: `link-${rel}`,
    title,
    manner: 'silent',
    attempt: ({ http }) => {
      placeNew('link', { rel, href: http }, document.head);
    },
  };
}

function rules(type: string, content: object): void {
  const script = Object.assign(document.createElement('script'), { type });
  script.textContent = JSON.stringify(content);
  place(script, document.head);
}
