import { isNobodys } from '../walls/leak-test/nobody';
import { requestLog, type RequestRecord } from './request-log';

/** What a realm knows of one of its requests. */
export interface SeenRequest {
  address: string;
  initiator: string;
  sizeBytes: number;
  time: number;
  blocked: boolean;
}

/** Tells `report` of every request of this realm, from its start on. Stands alone: workers get it as text. */
export function observeRequests(report: (requests: SeenRequest[]) => void): void {
  const tell = (requests: SeenRequest[]): void => {
    const sent = requests.filter(({ address }) => /^(https?|wss?):/.test(address));
    if (sent.length > 0) report(sent);
  };
  const read = (entries: PerformanceEntryList): void =>
    tell(
      (entries as PerformanceResourceTiming[]).map((entry) => ({
        address: entry.name,
        initiator: entry.initiatorType,
        sizeBytes: entry.transferSize,
        time: performance.timeOrigin + entry.startTime,
        blocked: false,
      })),
    );
  read(performance.getEntriesByType('navigation'));
  const observer = new PerformanceObserver((list) => read(list.getEntries()));
  observer.observe({ type: 'resource', buffered: true });
  addEventListener('securitypolicyviolation', (event) => {
    const time = performance.timeOrigin + event.timeStamp;
    const { blockedURI: address, effectiveDirective: initiator } =
      event as SecurityPolicyViolationEvent;
    tell([{ address, initiator, sizeBytes: 0, time, blocked: true }]);
  });
}

/** Feeds the log with the requests of the page. */
export function logPageRequests(): void {
  observeRequests((requests) => logRequests(requests, 'page'));
}

export function logRequests(requests: SeenRequest[], from: RequestRecord['from']): void {
  requestLog.add(
    ...requests.map(({ address, initiator, sizeBytes, time, blocked }) => ({
      address,
      reason: blocked ? stopReason(address, initiator) : findReason(address, initiator, from),
      sizeBytes,
      time,
      from,
      blocked,
    })),
  );
}

function stopReason(address: string, directive: string): string {
  return `${isNobodys(address) ? 'leak test, ' : ''}stopped by ${directive}`;
}

const reasons: [pattern: RegExp, reason: string][] = [
  [/\/samples\//, 'sample'],
  [/\.wasm$/, 'engine'],
  [/\.(woff2?|ttf)$/, 'font'],
  [/\.css$/, 'style'],
  [/\.(m?js|ts|svelte)$/, 'program'],
  [/\.(svg|png|ico|webmanifest)$/, 'icon'],
];

/** Why an own file was asked for, in one word. */
export function findReason(
  address: string,
  initiator: string,
  from: RequestRecord['from'] = 'page',
): string {
  if (from === 'service worker') return 'copy for offline';
  if (initiator === 'navigation') return 'page';
  const path = new URL(address).pathname;
  return (
    explained.get(address) ?? reasons.find(([pattern]) => pattern.test(path))?.[1] ?? initiator
  );
}

const explained = new Map<string, string>();

/** Says why an address is about to be asked for, where its name alone does not tell. */
export function explainRequest(address: string, reason: string): void {
  explained.set(address, reason);
}
