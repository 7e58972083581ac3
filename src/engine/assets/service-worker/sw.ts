import { toErrorRecord } from '../../../data/app-error';
import { closeRealm } from '../../walls/close-realm';
import { observeRequests } from '../observe-requests';
import type { ServedFile } from '../served-file';
import { versionOf } from './hash';
import { KeptFiles } from './kept-files';
import { askedPath } from './asked-path';
import type { KeptState, PageMessage, WorkerMessage } from './messages';

/** Put in by the build: all its files but this one and the list that names it. */
declare const servedFiles: readonly ServedFile[];
const files = servedFiles;

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const scope = worker.registration.scope;
const progressEveryMs = 200;

closeRealm();
observeRequests((requests) => void tellPages({ type: 'requests', requests }));
const opened = openKept();

worker.addEventListener('install', (event) => event.waitUntil(keep()));

worker.addEventListener('activate', (event) => event.waitUntil(dropUnused()));

worker.addEventListener('fetch', (event) => {
  const { url, method, mode } = event.request;
  const path = askedPath({ url, method, isNavigation: mode === 'navigate' }, scope);
  if (path !== undefined) event.respondWith(answer(event.request, path));
});

worker.addEventListener('message', (event) => {
  const message = event.data as PageMessage;
  if (message.type === 'use') event.waitUntil(worker.skipWaiting());
  if (message.type === 'keep') event.waitUntil(keep().catch(() => undefined));
  if (message.type === 'state') {
    const [port] = event.ports;
    event.waitUntil(findState().then((state) => port?.postMessage(state)));
    event.waitUntil(dropUnused());
  }
});

async function openKept(): Promise<{ kept: KeptFiles; version: string }> {
  const version = await versionOf(files);
  return { kept: new KeptFiles(scope, version, files), version };
}

/** Keeps all files, and tells every page how far it is and how it ended. */
async function keep(): Promise<void> {
  const { kept, version } = await opened;
  const { totalBytes } = kept;
  let told = 0;
  try {
    await kept.keep((keptBytes) => {
      if (Date.now() - told < progressEveryMs) return;
      told = Date.now();
      void tellPages({ type: 'keeping', version, keptBytes, totalBytes });
    });
    await tellPages({ type: 'kept', version, keptBytes: totalBytes, totalBytes });
  } catch (thrown) {
    await tellPages({ type: 'failed', version, error: toErrorRecord(thrown) });
    throw thrown;
  }
}

/** From what is kept; what is not (the browser dropped it, it is no file of a build) is asked for as without us. */
async function answer(request: Request, path: string): Promise<Response> {
  const { kept } = await opened;
  const found = await kept.find(path);
  if (!found) return fetch(request);
  return request.method === 'HEAD' ? new Response(null, found) : found;
}

async function dropUnused(): Promise<void> {
  const { kept } = await opened;
  const { registration } = worker;
  await kept.dropUnused(() => Boolean(registration.installing ?? registration.waiting));
}

async function findState(): Promise<KeptState> {
  const { kept, version } = await opened;
  return { version, keptBytes: await kept.countBytes(), totalBytes: kept.totalBytes };
}

async function tellPages(message: WorkerMessage): Promise<void> {
  const pages = await worker.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  for (const page of pages) if (page.url.startsWith(scope)) page.postMessage(message);
}
