/**
 * What became of an attempt. `blocked`: the browser stopped it by a rule of this page. `closed`: the page cancelled
 * it, or the engine refused it. `missing`: what it needs was taken away at the start, or never was in this browser.
 * `refused`: the browser stopped it of its own accord. `open`: nothing stopped it.
 */
export type Verdict = 'blocked' | 'closed' | 'missing' | 'refused' | 'open';

export interface LeakOutcome {
  verdict: Verdict;
  /** What stopped it, or what was seen, in plain words. */
  words: string;
}

/** What is known of the rules of this page beyond what an attempt itself shows. */
export interface KnownWalls {
  /** A policy holds, by header or by the page. */
  policy: boolean;
  /** The browser holds to the list of allowed connections, as was seen at the start. */
  allowList: boolean;
}

export const blocked = (words: string): LeakOutcome => ({ verdict: 'blocked', words });
export const closed = (words: string): LeakOutcome => ({ verdict: 'closed', words });
export const missing = (words: string): LeakOutcome => ({ verdict: 'missing', words });
export const refused = (words: string): LeakOutcome => ({ verdict: 'refused', words });
export const leftOpen = (words: string): LeakOutcome => ({ verdict: 'open', words });

type Judge = (message: string) => LeakOutcome;

/** What the words of an error tell, the most telling first. */
const judges: readonly [pattern: RegExp, judge: Judge][] = [
  [/Trusted(HTML|Script)/, () => blocked('Trusted Types')],
  [/not allowed on this page|no window was opened/, closed],
  [/permissions.?policy|feature is not enabled/i, () => blocked('Permissions-Policy')],
  [/unsafe-eval|Content Security Policy/i, () => blocked('script-src')],
  [/is not (a function|a constructor|defined)|Illegal constructor/, missing],
];

const refusals =
  /^(NotAllowed|Security|NotSupported|NotFound|InvalidState|InvalidAccess|Constraint|Data|Syntax)Error$/;

/** What an error says of the attempt that threw it; `undefined` where any failed request throws the same. */
export function judgeError(thrown: unknown): LeakOutcome | undefined {
  const { name, message } = toError(thrown);
  const [, judge] = judges.find(([pattern]) => pattern.test(message)) ?? [];
  if (judge) return judge(message);
  return refusals.test(name) ? refused(message) : undefined;
}

function toError(thrown: unknown): { name: string; message: string } {
  if (thrown instanceof Error || thrown instanceof DOMException) return thrown;
  return { name: '', message: String(thrown) };
}

/** What is known of an attempt that nothing was seen to stop. */
export interface Silence {
  thrown: unknown;
  /** The browser lists a request of it. */
  wasAsked: boolean;
  /** No list of the browser would show it. */
  isSilent: boolean;
  /** What stops it under a policy without a report. */
  unreported?: string;
}

/** What is left to say where nothing was seen to stop an attempt. */
export function judgeSilence(
  { thrown, wasAsked, isSilent, unreported }: Silence,
  { allowList, policy }: KnownWalls,
): LeakOutcome {
  const end = thrown === undefined ? '' : ` (${toError(thrown).message})`;
  if (!wasAsked && !isSilent) return refused(`nothing was asked for${end}`);
  if (policy && unreported) return refused(unreported);
  if (allowList) return blocked('Connection-Allowlist, in force since the start');
  return leftOpen(
    isSilent
      ? `a page cannot see what became of it, nor stop it${end}`
      : `it was asked for, and nobody was there${end}`,
  );
}
