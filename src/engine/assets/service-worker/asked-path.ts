/** What of a request decides who answers it. */
export interface Asked {
  url: string;
  method: string;
  /** Whether it is for the page itself. */
  isNavigation: boolean;
}

/**
 * The path, relative to `scope`, of the file that a request asks for; `undefined` where the browser should ask the
 * network as ever: another origin or folder, another method, an address with a query that is not the page.
 */
export function askedPath({ url, method, isNavigation }: Asked, scope: string): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const { origin, pathname, search } = new URL(url);
  const base = new URL(scope);
  if (origin !== base.origin || !pathname.startsWith(base.pathname)) return undefined;
  const path = decode(pathname.slice(base.pathname.length));
  const isPage = path === '' || path === 'index.html';
  if (isPage) return isNavigation || search === '' ? 'index.html' : undefined;
  return search === '' ? path : undefined;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
