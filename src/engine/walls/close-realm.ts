/**
 * Takes away from this realm what reaches the network and the page never needs. The Content-Security-Policy
 * does not cover WebRTC, and older browsers do not cover all of the rest.
 * Stands alone, without imports or names from outside: workers get it as text.
 */
export function closeRealm(): void {
  const unneeded = [
    'RTCPeerConnection',
    'webkitRTCPeerConnection',
    'WebSocket',
    'WebSocketStream',
    'EventSource',
    'WebTransport',
    'XMLHttpRequest',
    'fetchLater',
    'SharedWorker',
    'PresentationRequest',
    'PaymentRequest',
    'XSLTProcessor',
    // Voices and speech may be worked out on a server of the browser's maker.
    'speechSynthesis',
    'SpeechSynthesisUtterance',
    'SpeechRecognition',
    'webkitSpeechRecognition',
  ];
  for (const name of unneeded) Reflect.deleteProperty(globalThis, name);
  const abilities = Object.getPrototypeOf(navigator) as object;
  for (const name of [
    'sendBeacon',
    'joinAdInterestGroup',
    'updateAdInterestGroups',
    'runAdAuction',
    'registerProtocolHandler',
  ])
    Reflect.deleteProperty(abilities, name);
}

const realmMakers = ['iframe', 'frame', 'object', 'embed', 'fencedframe', 'portal'];

/** Refuses elements and windows that would come with a fresh, open realm of their own. For the page. */
export function refuseNewRealms(): void {
  for (const method of ['createElement', 'createElementNS'] as const) {
    const create = Document.prototype[method] as (...names: unknown[]) => Element;
    const guarded = function (this: Document, ...names: unknown[]): Element {
      const name = String(names[method === 'createElement' ? 0 : 1]).toLowerCase();
      const local = name.slice(name.indexOf(':') + 1);
      if (realmMakers.includes(local)) throw new TypeError(`not allowed on this page: <${local}>`);
      return Reflect.apply(create, this, names);
    };
    Object.defineProperty(Document.prototype, method, { value: guarded });
  }
  Object.defineProperty(globalThis, 'open', { value: () => null });
  refuseNamesakes();
}

/** Refuses elements that are built upon others: one built upon a frame is a frame by another name. */
function refuseNamesakes(): void {
  const define = CustomElementRegistry.prototype.define as (...words: unknown[]) => void;
  const guarded = function (this: CustomElementRegistry, ...words: unknown[]): void {
    const { extends: base } = (words[2] ?? {}) as ElementDefinitionOptions;
    if (base !== undefined) throw new TypeError(`not allowed on this page: extends <${base}>`);
    Reflect.apply(define, this, words);
  };
  Object.defineProperty(CustomElementRegistry.prototype, 'define', { value: guarded });
}
