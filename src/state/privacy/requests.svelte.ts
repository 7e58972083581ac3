import { requestLog, type RequestRecord } from '../../engine/assets/request-log';
import { isNobodys } from '../../engine/walls/leak-test/nobody';
import type { PrivacyLevel } from '../../engine/walls/level';

export type { PrivacyLevel, RequestRecord };

/** What this tab has asked for since it was opened, and how closed it is. */
export class RequestState {
  all: readonly RequestRecord[] = $state.raw(requestLog.records);
  /** Unknown until the browser has been asked. */
  level: PrivacyLevel | undefined = $state.raw();
  /** A foreign link that was clicked: not followed, but shown. */
  leaving: string | undefined = $state();
  readonly sent = $derived(
    this.all.filter(({ blocked, address }) => !blocked && !isNobodys(address)),
  );
  /** Bytes over the wire, with headers. */
  readonly sentBytes = $derived(this.sent.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  readonly blocked = $derived(this.all.filter((record) => record.blocked));
  /** Requests that went to anyone but this origin. */
  readonly foreignCount = $derived.by(() => (this.all.length === 0 ? 0 : requestLog.foreignCount));

  constructor() {
    requestLog.subscribe((records) => (this.all = records));
  }

  /** Shows a foreign link that was pressed; those of the leak test lead to nobody. */
  askToLeave(address: string): void {
    if (!isNobodys(address)) this.leaving = address;
  }

  /** The one sentence of the badge. */
  get words(): string {
    const count = this.sent.length;
    const sent = `${count} ${count === 1 ? 'request' : 'requests'} since start`;
    return this.foreignCount === 0
      ? `${sent}, none of them to anyone else`
      : `${sent}, ${this.foreignCount} of them to someone else`;
  }
}
