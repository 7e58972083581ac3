import { OfflineCopy } from '../../engine/assets/offline-copy';
import type { OfflineStatus } from '../../engine/assets/offline-status';
import { describeOffline } from './offline-words';

/** Whether the page works without a network, and whether a newer one is ready. */
export class OfflineState {
  status: OfflineStatus = $state.raw({});
  /** The person was offered the newer version and put it off. */
  isPutOff = $state(false);
  readonly isReady = $derived(this.status.inUse?.phase === 'ready');
  readonly isOffered = $derived(this.status.coming?.phase === 'ready' && !this.isPutOff);
  readonly words = $derived(describeOffline(this.status));
  readonly #copy = new OfflineCopy((status) => (this.status = status));
  #isStarted = false;

  /** Has the browser keep the page, once. In development there is nothing to keep. */
  start(isBuilt: boolean = import.meta.env.PROD): void {
    if (this.#isStarted || !isBuilt) return;
    this.#isStarted = true;
    void this.#copy.start();
  }

  tryAgain(): void {
    void this.#copy.start();
  }

  /** Loads the page anew, with the newer version. */
  use(): void {
    this.#copy.use();
  }

  later(): void {
    this.isPutOff = true;
  }
}
