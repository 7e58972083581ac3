import { fetchPageHeaders } from '../assets/fetch-asset';
import { addedHeadersName, responseHeaders } from './policy';

/** How closed the tab is, from `sealed` (nothing gets out) to `open` (nothing is held). */
export type PrivacyLevelId = 'sealed' | 'headers' | 'meta' | 'open';

/** The level that holds, in words for the panel. */
export interface PrivacyLevel {
  id: PrivacyLevelId;
  title: string;
  text: string;
  /** What could still carry data out, in plain words; none when sealed. */
  open: string[];
  /** What would close it. */
  remedy: string;
  /** Headers of this page that the server did not send as it should; `undefined` where it could not be asked. */
  missingHeaders: string[] | undefined;
  /** Headers that the server did not send, but the copy of the page that is kept on this device has. */
  addedHeaders: string[];
}

export interface LevelEvidence {
  /** The browser was seen to hold to the allow-list. */
  allowList: boolean;
  /** The policy stands in the page itself. */
  meta: boolean;
  missingHeaders: string[] | undefined;
  addedHeaders?: string[];
}

const uncovered = [
  'Navigation: the page cancels every attempt to lead this tab elsewhere, but does so itself.',
  'WebRTC: the page has taken it out of its own reach, but only the browser could do so for good.',
  'Name look-ups: a script could have a host name of its choice looked up.',
];

const words: Record<PrivacyLevelId, Pick<PrivacyLevel, 'title' | 'text' | 'open' | 'remedy'>> = {
  sealed: {
    title: 'Sealed',
    text: 'The browser refuses every connection of this tab except to where the page came from, not even a name is looked up.',
    open: [],
    remedy: '',
  },
  headers: {
    title: 'Walled, three gaps',
    text: 'The browser refuses requests to anyone else. It does not know, or was not sent, the stronger list of allowed connections, so this much rests on the page itself:',
    open: uncovered,
    remedy: 'Use a browser that knows Connection-Allowlist: Chrome or Edge from version 152.',
  },
  meta: {
    title: 'Walled by the page alone',
    text: 'The server sends no policy, so the page brings its own and the browser refuses requests to anyone else. This much is left:',
    open: [...uncovered, 'Framing: another site could show this page inside its own.'],
    remedy: 'Serve the page with the headers of docs/hosting.md.',
  },
  open: {
    title: 'Not walled',
    text: 'No policy holds on this page: its own scripts send nothing, but the browser would not stop them.',
    open: ['Every kind of request.'],
    remedy: 'Serve the built page, with the headers of docs/hosting.md.',
  },
};

/** Finds out which level holds. `allowList` is the answer of `probeAllowList`, asked before the realm was closed. */
export async function findLevel(allowList: boolean): Promise<PrivacyLevel> {
  const meta = document.querySelector('meta[http-equiv="Content-Security-Policy"]') !== null;
  const headers = await fetchPageHeaders();
  return judgeLevel({
    allowList,
    meta,
    missingHeaders: headers && findMissing(headers),
    addedHeaders: headers?.get(addedHeadersName)?.split(', '),
  });
}

/** The level that follows from what was seen. Without an answer of the server, only what is certain counts. */
export function judgeLevel(evidence: LevelEvidence): PrivacyLevel {
  const { allowList, meta, missingHeaders, addedHeaders = [] } = evidence;
  const policyHeader = missingHeaders?.includes('Content-Security-Policy') === false;
  const id = levelOf(allowList, meta, policyHeader);
  const isAdded = addedHeaders.length > 0;
  const remedy = isAdded ? `${words[id].remedy} ${hostless}`.trim() : words[id].remedy;
  return { id, ...words[id], remedy, missingHeaders, addedHeaders };
}

const hostless =
  'The server sends not all of these rules: they come with the copy of the page that is kept on this device. A first visit, and one that passes by the copy (reload with Shift), has fewer; serve the page with the headers of docs/hosting.md.';

function levelOf(allowList: boolean, meta: boolean, policyHeader: boolean): PrivacyLevelId {
  if (allowList && (policyHeader || meta)) return 'sealed';
  if (policyHeader) return 'headers';
  return meta ? 'meta' : 'open';
}

/** Names of headers that the response lacks, or has with another value. */
export function findMissing(headers: Headers): string[] {
  return responseHeaders
    .filter(([name, value]) => headers.get(name) !== value)
    .map(([name]) => name);
}
