import type { NamedWay } from './way-out';

/**
 * What no page can block, or what it is there for. None is tried: it would take the clipboard, fill the downloads,
 * or send something of its own accord.
 */
export const namedWays: readonly NamedWay[] = [
  {
    id: 'own-server',
    title: 'request to the server that this page came from',
    held: 'Allowed: the page fetches its own files there. It asks by name alone, without query and body; each request stands in the list of requests, and scripts of a notebook cannot ask at all.',
  },
  {
    id: 'clipboard-write',
    title: 'rows copied to the clipboard',
    held: 'Only what you copy yourself, and each copy is a line of the ledger. What other programs do with the clipboard, the page cannot see.',
  },
  {
    id: 'download',
    title: 'rows saved as a file',
    held: 'Only what you export yourself, to this machine; each export is a line of the ledger.',
  },
  {
    id: 'print',
    title: 'page printed',
    held: 'Only by you. Where your printer stands, the page cannot see.',
  },
  {
    id: 'address-bar',
    title: 'address typed, or bookmark pressed, by you',
    held: 'Yours to do. The page puts nothing of your data into its own address.',
  },
  {
    id: 'extensions',
    title: 'extension of the browser that reads this page',
    held: 'Nothing in a page can stop it. Use a profile without extensions for what must not be seen.',
  },
  {
    id: 'browser-services',
    title: 'spelling and translation services of the browser',
    held: 'The page asks the browser for neither; a person can still have it translated.',
  },
];
