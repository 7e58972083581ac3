import { isOwnDownload, type NavigateEvent } from '../guard-navigation';
import { blocked, closed, leftOpen, type LeakOutcome } from './outcome';

/** How long a browser may take to say that it has stopped something; it takes some 5 ms. */
const patienceMs = 400;
/** The same where the attempt itself has failed with a reason already. */
const shortPatienceMs = 30;

/** Where links of the test lead that are to be followed: nowhere. */
export const nowhere = '#leak-test';

/**
 * Sees what becomes of the attempts of this realm, one after another: what the browser reports to have blocked, what
 * the page cancels, and, on a page, whatever would lead the tab away, which is caught here at the latest.
 */
export class LeakWatch {
  readonly #stop = new AbortController();
  #see: (outcome: LeakOutcome) => void = () => undefined;
  /** The host name of the attempt under way, by which what is seen is known to be its. */
  #host = '';
  readonly #asked: string[] = [];

  constructor() {
    const { signal } = this.#stop;
    addEventListener(
      'securitypolicyviolation',
      (event) => this.#hear(event as SecurityPolicyViolationEvent),
      { signal },
    );
    const observer = new PerformanceObserver((list) =>
      this.#asked.push(...list.getEntries().map(({ name }) => name)),
    );
    observer.observe({ type: 'resource' });
    signal.addEventListener('abort', () => observer.disconnect());
    if (typeof document === 'undefined') return;
    addEventListener('click', (event) => this.#catchPress(event), { signal });
    const { navigation } = globalThis as { navigation?: EventTarget };
    navigation?.addEventListener('navigate', (event) => this.#catchNavigation(event), { signal });
  }

  /**
   * The first thing that is seen while the attempt is made and for a moment after; `undefined` for nothing.
   * The attempt answers whether it failed with a reason of its own.
   */
  async during(host: string, attempt: () => Promise<boolean>): Promise<LeakOutcome | undefined> {
    this.#host = host;
    const seen = new Promise<LeakOutcome>((resolve) => (this.#see = resolve));
    const nothing = attempt().then((isCertain) => pause(isCertain ? shortPatienceMs : patienceMs));
    const outcome = await Promise.race([seen, nothing]);
    this.#see = () => undefined;
    return outcome;
  }

  /** Whether the browser has listed a request to this host. */
  wasAsked(host: string): boolean {
    return this.#asked.some((address) => address.includes(host));
  }

  close(): void {
    this.#stop.abort();
  }

  /** What has no address of its own is known by the beginning of its text, if the browser gives one. */
  #hear({ blockedURI, sample, effectiveDirective }: SecurityPolicyViolationEvent): void {
    const [label = ''] = this.#host.split('.');
    const isIts =
      /^(inline|data|blob)$/.test(blockedURI) ||
      blockedURI.includes(this.#host) ||
      sample.includes(`${label}.`);
    if (isIts) this.#see(blocked(effectiveDirective));
  }

  #catchPress(event: Event): void {
    const link = event.composedPath().find((target) => target instanceof Element && isLink(target));
    const address = link && (link as Element).getAttribute('href');
    if (!event.isTrusted && address && address !== nowhere) this.#catch(event, address);
  }

  /** A file that the person asks for meanwhile is no attempt. */
  #catchNavigation(event: Event): void {
    const { destination, downloadRequest } = event as NavigateEvent;
    const { url } = destination;
    if (isOwnDownload(url, downloadRequest)) return;
    if (url.endsWith(nowhere)) event.preventDefault();
    else this.#catch(event, url);
  }

  /** What the page has cancelled is its merit; the rest is cancelled here. */
  #catch(event: Event, address: string): void {
    const isCancelled = event.defaultPrevented;
    event.preventDefault();
    if (!address.includes(this.#host)) return;
    this.#see(
      isCancelled
        ? closed('cancelled by the page')
        : leftOpen('Not stopped; only this test has caught it.'),
    );
  }
}

function isLink({ localName }: Element): boolean {
  return localName === 'a' || localName === 'area';
}

function pause(durationMs: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
