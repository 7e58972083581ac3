import type { WayOut } from './way-out';

/** What any script can call to send something, on the page as in workers. Each stands alone. */
export const requestWays: readonly WayOut[] = [
  {
    id: 'fetch-post',
    title: 'fetch that sends rows',
    attempt: ({ http }) => fetch(`${http}/data`, { method: 'POST', body: 'rows', mode: 'no-cors' }),
  },
  {
    id: 'fetch-get',
    title: 'fetch with rows in its address',
    attempt: ({ http }) => fetch(`${http}/?rows`, { mode: 'no-cors' }),
  },
  {
    id: 'fetch-cors',
    title: 'fetch that asks the other side first',
    attempt: ({ http }) => fetch(http, { method: 'PUT', body: 'rows', headers: { 'x-rows': '1' } }),
  },
  {
    id: 'fetch-keepalive',
    title: 'fetch that outlives the page',
    attempt: ({ http }) =>
      fetch(http, { method: 'POST', body: 'rows', keepalive: true, mode: 'no-cors' }),
  },
  {
    id: 'fetch-stream',
    title: 'fetch that streams',
    attempt: ({ http }) => {
      const body = new Blob(['rows']).stream();
      return fetch(http, { method: 'POST', body, duplex: 'half' } as RequestInit);
    },
  },
  {
    id: 'fetch-request',
    title: 'fetch of a prepared request',
    attempt: ({ http }) =>
      fetch(new Request(`${http}/?rows`, { mode: 'no-cors', priority: 'low' })),
  },
  {
    id: 'fetch-redirect',
    title: 'fetch that takes any redirect',
    attempt: ({ http }) => fetch(http, { redirect: 'manual', mode: 'no-cors' }),
  },
  {
    id: 'fetch-later',
    manner: 'silent',
    title: 'fetchLater, sent when the page is gone',
    needs: 'fetchLater',
    attempt: ({ http }) =>
      (globalThis as unknown as { fetchLater(to: string, how: object): void }).fetchLater(http, {
        activateAfter: 0,
      }),
  },
  {
    id: 'cache-add',
    title: 'store of answers (Cache) that fetches',
    needs: 'caches',
    attempt: async ({ http }) => {
      const cache = await caches.open('leak-test');
      try {
        await cache.add(new Request(http, { mode: 'no-cors' }));
      } finally {
        await caches.delete('leak-test');
      }
    },
  },
  {
    id: 'wasm-stream',
    title: 'WebAssembly from elsewhere',
    attempt: ({ http }) => WebAssembly.compileStreaming(fetch(`${http}/rows.wasm`)),
  },
  {
    id: 'xhr',
    title: 'XMLHttpRequest',
    needs: 'XMLHttpRequest',
    attempt: ({ http }) =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.onload = resolve;
        request.onerror = () => reject(new TypeError('the request failed'));
        request.open('POST', http);
        request.send('rows');
      }),
  },
  {
    id: 'xhr-sync',
    title: 'XMLHttpRequest that waits',
    needs: 'XMLHttpRequest',
    attempt: ({ http }) => {
      const request = new XMLHttpRequest();
      request.open('GET', `${http}/?rows`, false);
      request.send();
    },
  },
  {
    id: 'websocket',
    manner: 'silent',
    title: 'WebSocket',
    needs: 'WebSocket',
    attempt: ({ ws }) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(ws);
        socket.onopen = resolve;
        socket.onerror = () => reject(new TypeError('the connection failed'));
      }),
  },
  {
    id: 'websocket-protocol',
    manner: 'silent',
    title: 'WebSocket with rows as its protocol',
    needs: 'WebSocket',
    attempt: ({ ws }) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(ws, ['rows']);
        socket.onopen = resolve;
        socket.onerror = () => reject(new TypeError('the connection failed'));
      }),
  },
  {
    id: 'websocket-stream',
    manner: 'silent',
    title: 'WebSocketStream',
    needs: 'WebSocketStream',
    attempt: ({ ws }) => {
      const { WebSocketStream: Stream } = globalThis as unknown as {
        WebSocketStream: new (to: string) => { opened: Promise<void> };
      };
      return new Stream(ws).opened;
    },
  },
  {
    id: 'eventsource',
    title: 'EventSource',
    needs: 'EventSource',
    attempt: ({ http }) =>
      new Promise((resolve, reject) => {
        const source = new EventSource(`${http}/?rows`);
        source.onopen = resolve;
        source.onerror = () => {
          source.close();
          reject(new TypeError('the connection failed'));
        };
      }),
  },
  {
    id: 'webtransport',
    manner: 'silent',
    title: 'WebTransport',
    needs: 'WebTransport',
    attempt: ({ host, udp }) => new WebTransport(`https://${host}:${udp || 443}/`).ready,
  },
  {
    id: 'import-address',
    title: 'import of a module from elsewhere',
    text: '({ http }) => import(`${http}/rows.js`)',
    attempt: ({ http }) => import(/* @vite-ignore */ `${http}/rows.js`),
  },
  {
    id: 'import-data',
    title: 'import of a module written as an address',
    text: '({ http }) => import(`data:text/javascript,import ${JSON.stringify(`${http}/rows.js`)}`)',
    attempt: ({ http }) =>
      import(/* @vite-ignore */ `data:text/javascript,import ${JSON.stringify(`${http}/rows.js`)}`),
  },
  {
    id: 'font-face',
    title: 'font from elsewhere, by script',
    needs: 'FontFace',
    attempt: ({ http }) => {
      const face = new FontFace('leak', `url(${http}/rows.woff2)`);
      return face.load();
    },
  },
  {
    id: 'eval',
    title: 'code made of text (eval)',
    attempt: ({ http }) => {
      const call = Reflect.get(globalThis, 'eval') as (text: string) => Promise<unknown>;
      return call(`fetch(${JSON.stringify(http)}, { mode: 'no-cors' })`);
    },
  },
  {
    id: 'function',
    title: 'code made of text (Function)',
    attempt: ({ http }) => {
      const make = Reflect.get(globalThis, 'Function') as FunctionConstructor;
      const code = `return fetch(${JSON.stringify(http)}, { mode: 'no-cors' })`;
      return Reflect.construct(make, [code])() as Promise<unknown>;
    },
  },
  {
    id: 'function-async',
    title: 'code made of text, by the back door of an async function',
    attempt: ({ http }) => {
      const make = Object.getPrototypeOf(async () => undefined).constructor as FunctionConstructor;
      const code = `return fetch(${JSON.stringify(http)}, { mode: 'no-cors' })`;
      return Reflect.construct(make, [code])() as Promise<unknown>;
    },
  },
  {
    id: 'notification-icon',
    title: 'icon of a notification',
    needs: 'Notification',
    attempt: ({ http }) =>
      new Promise((resolve, reject) => {
        const shown = new Notification('leak test', { icon: `${http}/rows.png` });
        shown.onshow = resolve;
        shown.onerror = () =>
          reject(new DOMException('no permission to notify', 'NotAllowedError'));
      }),
  },
  {
    id: 'worker-address',
    title: 'worker from elsewhere',
    needs: 'Worker',
    attempt: ({ http }) =>
      new Promise((_, reject) => {
        const worker = new Worker(`${http}/rows.js`);
        worker.onerror = () => reject(new TypeError('the worker did not start'));
      }),
  },
  {
    id: 'worker-blob',
    title: 'worker of its own that sends',
    needs: 'Worker',
    attempt: ({ http }) =>
      new Promise((resolve, reject) => {
        const text = `fetch(${JSON.stringify(http)}, { mode: 'no-cors' }).then(
          () => postMessage('sent'), (e) => postMessage(String(e)))`;
        const worker = new Worker(URL.createObjectURL(new Blob([text])));
        worker.onerror = () => reject(new TypeError('the worker did not start'));
        worker.onmessage = ({ data }) => {
          worker.terminate();
          if (data === 'sent') resolve(data);
          else reject(new TypeError(String(data)));
        };
      }),
  },
  {
    id: 'worker-data',
    title: 'worker written as an address',
    needs: 'Worker',
    attempt: ({ http }) =>
      new Promise((_, reject) => {
        const text = `fetch(${JSON.stringify(http)}, { mode: 'no-cors' })`;
        const worker = new Worker(`data:text/javascript,${encodeURIComponent(text)}`);
        worker.onerror = () => reject(new TypeError('the worker did not start'));
      }),
  },
  {
    id: 'worker-websocket',
    manner: 'silent',
    title: 'worker of its own with a WebSocket',
    needs: 'Worker',
    attempt: ({ ws }) =>
      new Promise((resolve, reject) => {
        const text = `const s = new WebSocket(${JSON.stringify(ws)});
          s.onopen = () => postMessage('sent'); s.onerror = () => postMessage('refused')`;
        const worker = new Worker(URL.createObjectURL(new Blob([text])));
        worker.onerror = () => reject(new TypeError('the worker did not start'));
        worker.onmessage = ({ data }) => {
          worker.terminate();
          if (data === 'sent') resolve(data);
          else reject(new TypeError(String(data)));
        };
      }),
  },
  {
    id: 'background-fetch',
    manner: 'silent',
    title: 'download in the background',
    needs: 'BackgroundFetchManager',
    attempt: async ({ http }) => {
      const host = globalThis as unknown as {
        registration?: ServiceWorkerRegistration;
        navigator: { serviceWorker?: ServiceWorkerContainer };
      };
      const own = host.registration ?? (await host.navigator.serviceWorker?.getRegistration());
      if (!own) throw new DOMException('no service worker is there for it', 'InvalidStateError');
      const manager = (own as unknown as { backgroundFetch: Record<string, unknown> })
        .backgroundFetch as { fetch(id: string, to: string[]): Promise<unknown> };
      return manager.fetch('leak', [`${http}/?rows`]);
    },
  },
];

/** What only a worker without modules can call. */
export const classicWorkerWays: readonly WayOut[] = [
  {
    id: 'import-scripts',
    title: 'importScripts from elsewhere',
    needs: 'importScripts',
    attempt: ({ http }) => {
      const load = Reflect.get(globalThis, 'importScripts') as (address: string) => void;
      load(`${http}/rows.js`);
    },
  },
];
