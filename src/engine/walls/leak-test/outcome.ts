/**
 * What became of an attempt. `blocked`: the browser refused it by a rule of this page. `closed`: the page or its
 * engine took the means away, or cancelled it. `absent`: this browser has no such thing, or refused it of its own
 * accord. `open`: nothing stopped it.
 */
export type Verdict = 'blocked' | 'closed' | 'absent' | 'open';

export interface LeakOutcome {
  verdict: Verdict;
  /** What stopped it, or what was seen, in plain words. */
  words: string;
}

/** What is known of the rules of this page beyond what an attempt itself shows. */
export interface KnownWalls {
  /** The browser holds to the list of allowed connections, as was seen at the start. */
  allowList: boolean;
}

export const blocked = (words: string): LeakOutcome => ({ verdict: 'blocked', words });
export const closed = (words: string): LeakOutcome => ({ verdict: 'closed', words });
export const absent = (words: string): LeakOutcome => ({ verdict: 'absent', words });
export const leftOpen = (words: string): LeakOutcome => ({ verdict: 'open', words });

/** What an error says of the attempt that threw it; `undefined` where any failed request throws the same. */
export function judgeError(thrown: unknown): LeakOutcome | undefined {
  const { name, message } = toError(thrown);
  if (/Trusted(HTML|Script)/.test(message)) return blocked('Trusted Types');
  if (/not allowed on this page/.test(message)) return closed(message);
  if (/permissions policy|feature.?policy/i.test(message)) return blocked('Permissions-Policy');
  if (/unsafe-eval|Content Security Policy/i.test(message)) return blocked('script-src');
  if (/is not (a function|a constructor|defined)|Illegal constructor|undefined \(/.test(message))
    return closed(`taken away: ${message}`);
  if (/^(NotAllowed|Security|NotSupported|InvalidState|InvalidAccess|Constraint)Error$/.test(name))
    return absent(`refused by the browser: ${message}`);
  return undefined;
}

function toError(thrown: unknown): { name: string; message: string } {
  if (thrown instanceof Error || thrown instanceof DOMException) return thrown;
  return { name: '', message: String(thrown) };
}

/** What is left to say where nothing was seen to stop an attempt. */
export function judgeSilence(
  thrown: unknown,
  isSilent: boolean,
  { allowList }: KnownWalls,
): LeakOutcome {
  if (allowList)
    return blocked(
      isSilent
        ? 'Connection-Allowlist, seen in force at the start; the attempt itself shows nothing'
        : 'Connection-Allowlist',
    );
  if (isSilent)
    return leftOpen('The name may be looked up. A page cannot stop that, the browser could.');
  const end = thrown === undefined ? 'Nothing stopped it.' : toError(thrown).message;
  return leftOpen(`Not stopped before it left. ${end}`);
}
