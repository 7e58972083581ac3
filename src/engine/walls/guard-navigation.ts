/** What the browser tells before it goes anywhere; the types of TypeScript do not name it yet. */
export interface NavigateEvent extends Event {
  destination: { url: string };
  downloadRequest: string | null;
}

/**
 * Cancels every navigation that would leave this origin, whoever asked for it: link, form, script, refresh.
 * `onLeave` gets the address of a link that a person clicked, to show or copy instead.
 */
export function guardNavigation(onLeave: (address: string) => void): void {
  const navigation = (globalThis as { navigation?: EventTarget }).navigation;
  navigation?.addEventListener('navigate', (event) => {
    const { destination, downloadRequest } = event as NavigateEvent;
    if (isForeign(destination.url) && !isOwnDownload(destination.url, downloadRequest)) {
      event.preventDefault();
    }
  });
  for (const type of ['click', 'auxclick']) {
    document.addEventListener(type, (event) => stopForeignLink(event, onLeave), { capture: true });
  }
}

function stopForeignLink(event: Event, onLeave: (address: string) => void): void {
  const link = event.composedPath().find(isLink);
  const address = link && addressOf(link);
  if (!link || !address || !isForeign(address)) return;
  if (isOwnDownload(address, link.getAttribute('download'))) return;
  event.preventDefault();
  onLeave(address);
}

function isLink(target: EventTarget): target is Element {
  return target instanceof Element && ['a', 'area'].includes(target.localName);
}

/** Links in figures are SVG and may carry the older `xlink:href`. */
function addressOf(link: Element): string | undefined {
  const href = link.getAttribute('href') ?? link.getAttribute('xlink:href');
  if (href === null) return undefined;
  return URL.canParse(href, document.baseURI) ? new URL(href, document.baseURI).href : href;
}

/** Whether an address belongs to anyone but this origin; `mailto:` and the like do. */
export function isForeign(address: string, origin = location.origin): boolean {
  if (!URL.canParse(address)) return true;
  const url = new URL(address);
  return !/^https?:$/.test(url.protocol) || url.origin !== origin;
}

/** Whether bytes of this page are handed to the person as a file. */
export function isOwnDownload(
  address: string,
  downloadRequest: string | null,
  origin = location.origin,
): boolean {
  return downloadRequest !== null && address.startsWith(`blob:${origin}/`);
}
