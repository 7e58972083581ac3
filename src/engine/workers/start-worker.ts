import { assetAddress } from '../assets/fetch-asset';
import { logRequests, observeRequests, type SeenRequest } from '../assets/observe-requests';
import { closeRealm } from '../walls/close-realm';
import { trustedScript } from '../walls/trusted-types';

/**
 * Starts a module worker of the page's own, by the address that `?worker&url` gives. It runs from a `blob:`,
 * which takes on the policy of the page even where that is only a `<meta>` element; from its address it
 * would have none. Its realm is closed before its script runs, and its requests join those of the page.
 */
export function startWorker(url: string): Worker {
  const script = new Blob([workerText(url)], { type: 'text/javascript' });
  const address = trustedScript(script);
  const worker = new Worker(address, { type: 'module' });
  worker.addEventListener('message', (event) => {
    const requests = readRequests(event.data);
    if (!requests) return;
    event.stopImmediatePropagation();
    URL.revokeObjectURL(String(address));
    logRequests(requests, 'worker');
  });
  return worker;
}

function workerText(url: string): string {
  return `
    (${closeRealm})();
    globalThis.pageAddress = ${JSON.stringify(assetAddress(''))};
    (${observeRequests})((requests) => postMessage({ type: 'requests', requests }));
    (${holdMessages})(import(${JSON.stringify(assetAddress(url))}));
  `;
}

/**
 * Keeps messages until the script has run and listens, then hands them on in order. A script that cannot
 * be loaded is an error of the worker. Stands alone, like all that becomes text here.
 */
function holdMessages(script: Promise<unknown>): void {
  const held: MessageEvent[] = [];
  const hold = (event: MessageEvent): void => {
    event.stopImmediatePropagation();
    held.push(event);
  };
  addEventListener('message', hold);
  script.then(() => {
    removeEventListener('message', hold);
    for (const { data, ports } of held) {
      dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
    }
  }, reportError);
}

function readRequests(message: unknown): SeenRequest[] | undefined {
  const { type, requests } = (message ?? {}) as { type?: string; requests?: SeenRequest[] };
  return type === 'requests' ? requests : undefined;
}
