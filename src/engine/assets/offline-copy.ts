import { AppError, toErrorRecord } from '../../data/app-error';
import { trustedServiceWorker } from '../walls/trusted-types';
import { assetAddress } from './fetch-asset';
import { logRequests } from './observe-requests';
import { nextStatus, type OfflineEvent, type OfflineStatus } from './offline-status';
import { serviceWorkerName } from './served-file';
import { openPageLock } from './service-worker/cache-names';
import type { KeptState, PageMessage, WorkerMessage } from './service-worker/messages';

/** What a service worker says of its failure may arrive after its end. */
const lastWordsMs = 1000;
const firstWaitMs = 10_000;
const longestWaitMs = 3_600_000;

/**
 * The copy of the page that the browser keeps on this device: the page's side of the service worker. It is made once
 * the page is up, renewed when the server has another build, and used only from the next visit or when asked for.
 */
export class OfflineCopy {
  status: OfflineStatus = {};
  #registration: ServiceWorkerRegistration | undefined;
  #isListening = false;
  readonly #followed = new WeakSet<ServiceWorker>();
  /** How far the last service worker came that was ended. */
  #reachedBytes = 0;

  constructor(private readonly onChange: (status: OfflineStatus) => void) {}

  /** Begins, or tries again after a failure. What failed stands in the status. */
  async start(): Promise<void> {
    const reason = whyUnavailable();
    if (reason) return this.#hear({ type: 'unavailable', reason });
    try {
      await (this.#registration ? this.#tryAgain(this.#registration) : this.#begin());
    } catch (thrown) {
      this.#hear(failureOf(thrown));
    }
  }

  /** Has the version that is ready take over, and loads the page anew with it. Other tabs stay with theirs. */
  use(): void {
    const worker = this.#registration?.waiting;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'activated') location.reload();
    });
    tell(worker, { type: 'use' });
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const { serviceWorker } = navigator;
    serviceWorker.addEventListener('message', ({ data }) => this.#read(data as WorkerMessage));
    serviceWorker.startMessages();
    holdVersion();
  }

  async #begin(): Promise<void> {
    this.#listen();
    const address = trustedServiceWorker() as string;
    const registration = await navigator.serviceWorker.register(address, {
      scope: assetAddress('./'),
      updateViaCache: 'none',
    });
    this.#registration = registration;
    registration.addEventListener('updatefound', () => this.#follow(registration.installing));
    this.#follow(registration.installing);
    if (registration.active) await this.#findInUse(registration.active);
    if (registration.waiting && registration.active) this.#hear({ type: 'waiting' });
    else this.#look(registration);
  }

  /**
   * Browsers look for a newer version by themselves, but some take their time. Where the server cannot be reached it is
   * looked for again, ever less often.
   */
  #look(registration: ServiceWorkerRegistration, waitMs = firstWaitMs): void {
    if (!registration.active) return;
    registration.update().catch(() => {
      setTimeout(() => this.#look(registration, Math.min(2 * waitMs, longestWaitMs)), waitMs);
    });
  }

  /** A registration whose first version failed is gone; one with a version in use stays. */
  async #tryAgain(registration: ServiceWorkerRegistration): Promise<void> {
    if (!registration.active) return this.#begin();
    if (this.status.inUse?.phase === 'failed') return tell(registration.active, { type: 'keep' });
    this.#hear({ type: 'began' });
    await registration.update();
    if (!registration.installing) this.#hear({ type: 'in use', ...this.status.inUse! });
  }

  /** From its installation on: to be whole, to be in use. */
  #follow(worker: ServiceWorker | null): void {
    if (!worker || this.#followed.has(worker)) return;
    this.#followed.add(worker);
    this.#hear({ type: 'began' });
    let isWhole = false;
    worker.addEventListener('statechange', () => {
      if (worker.state === 'redundant' && !isWhole) setTimeout(() => this.#goOn(), lastWordsMs);
      isWhole = true;
      if (worker.state === 'installed' && this.#registration?.active)
        this.#hear({ type: 'waiting' });
      if (worker.state === 'activated') void this.#findInUse(worker);
    });
  }

  /**
   * A browser ends a service worker that takes minutes, without a word. What is kept stays, so that another one goes on
   * from there; one that got no further than the one before would not either.
   */
  #goOn(): void {
    const { coming } = this.status;
    if (coming?.phase !== 'keeping') return;
    if (coming.keptBytes > this.#reachedBytes) {
      this.#reachedBytes = coming.keptBytes;
      void this.start();
    } else this.#hear(failureOf(new AppError('unavailable', ended)));
  }

  /** Asks the version in use what it has, and has it complete that where the browser dropped some. */
  async #findInUse(worker: ServiceWorker): Promise<void> {
    const state = await askState(worker);
    this.#hear({ type: 'in use', ...state });
    if (state.keptBytes < state.totalBytes) tell(worker, { type: 'keep' });
  }

  #read(message: WorkerMessage): void {
    if (message.type === 'requests') logRequests(message.requests, 'service worker');
    else this.#hear(message);
  }

  #hear(event: OfflineEvent): void {
    this.status = nextStatus(this.status, event);
    this.onChange(this.status);
  }
}

const ended =
  'The browser ended the service worker before all files were there. Try again: it goes on where it stopped.';

/** Windows that keep nothing say so only when asked; other failures are of the way to the server. */
function failureOf(thrown: unknown): OfflineEvent {
  if (thrown instanceof DOMException && thrown.name === 'SecurityError')
    return { type: 'unavailable', reason: 'The browser keeps no copy of pages in this window.' };
  const error =
    thrown instanceof AppError
      ? thrown
      : new AppError('unavailable', unreachable, { cause: String(thrown) });
  return { type: 'failed', version: '', error: toErrorRecord(error) };
}

const unreachable = `${serviceWorkerName} could not be loaded. Is the server that served this page still there?`;

function whyUnavailable(): string | undefined {
  if (!isSecureContext)
    return 'The page is not served over https, so the browser keeps no copy of it.';
  if (!('serviceWorker' in navigator))
    return 'This browser keeps no copy of pages, or not in a private window.';
  return undefined;
}

/** While it is held, the files of this version are kept for it, even when another one takes over. */
function holdVersion(): void {
  const scope = assetAddress('./');
  const script = import.meta.url.slice(scope.length);
  void navigator.locks.request(
    openPageLock(scope, script),
    { mode: 'shared' },
    () => new Promise(() => undefined),
  );
}

function tell(worker: ServiceWorker | null | undefined, message: PageMessage): void {
  worker?.postMessage(message);
}

function askState(worker: ServiceWorker): Promise<KeptState> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data as KeptState);
    worker.postMessage({ type: 'state' } satisfies PageMessage, [port2]);
  });
}
