import { blocked, closed, leftOpen, type LeakOutcome } from './outcome';

/** How long a browser may take to say that it has stopped something; it takes some 5 ms. */
const patienceMs = 400;
/** The same where the attempt itself has failed with a reason already. */
const shortPatienceMs = 30;

/** Where links of the test lead that are to be followed: nowhere. */
export const nowhere = '#leak-test';

interface NavigateEvent extends Event {
  destination: { url: string };
}

/**
 * Sees what becomes of the attempts of this realm, one after another: what the browser reports to have blocked, what
 * the page cancels, and, on a page, whatever would lead the tab away, which is caught here at the latest.
 */
export class LeakWatch {
  readonly #stop = new AbortController();
  #see: (outcome: LeakOutcome) => void = () => undefined;

  constructor() {
    const { signal } = this.#stop;
    addEventListener(
      'securitypolicyviolation',
      (event) => this.#see(blocked((event as SecurityPolicyViolationEvent).effectiveDirective)),
      { signal },
    );
    if (typeof document === 'undefined') return;
    addEventListener('click', (event) => this.#catchPress(event), { signal });
    const { navigation } = globalThis as { navigation?: EventTarget };
    navigation?.addEventListener('navigate', (event) => this.#catchNavigation(event), { signal });
  }

  /**
   * The first thing that is seen while the attempt is made and for a moment after; `undefined` for nothing.
   * The attempt answers whether it failed with a reason of its own.
   */
  async during(attempt: () => Promise<boolean>): Promise<LeakOutcome | undefined> {
    const seen = new Promise<LeakOutcome>((resolve) => (this.#see = resolve));
    const nothing = attempt().then((isCertain) => pause(isCertain ? shortPatienceMs : patienceMs));
    const outcome = await Promise.race([seen, nothing]);
    this.#see = () => undefined;
    return outcome;
  }

  close(): void {
    this.#stop.abort();
  }

  #catchPress(event: Event): void {
    const link = event.composedPath().find((target) => target instanceof Element && isLink(target));
    if (event.isTrusted || !link || (link as Element).getAttribute('href') === nowhere) return;
    this.#catch(event);
  }

  #catchNavigation(event: Event): void {
    if ((event as NavigateEvent).destination.url.endsWith(nowhere)) event.preventDefault();
    else this.#catch(event);
  }

  /** What the page has cancelled is its merit; the rest is cancelled here. */
  #catch(event: Event): void {
    const isCancelled = event.defaultPrevented;
    event.preventDefault();
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
