import type { WayOut } from './way-out';

interface Abilities {
  sendBeacon(address: string, data?: BodyInit): boolean;
  registerProtocolHandler(scheme: string, address: string): void;
  joinAdInterestGroup(group: object, seconds: number): Promise<void>;
  clipboard: { readText(): Promise<string> };
}

/** What only a page has: messages to other windows, storage, devices and services of the browser. */
export const pageWays: readonly WayOut[] = [
  {
    id: 'beacon',
    manner: 'silent',
    title: 'beacon',
    needs: 'navigator.sendBeacon',
    attempt: ({ http }) => queued(abilities().sendBeacon(http, 'rows')),
  },
  {
    id: 'beacon-blob',
    manner: 'silent',
    title: 'beacon with a file',
    needs: 'navigator.sendBeacon',
    attempt: ({ http }) => queued(abilities().sendBeacon(http, new Blob(['rows']))),
  },
  {
    id: 'opener-message',
    title: 'message to the window that opened this one',
    attempt: () => post(globalThis.opener as Window | null, 'no window opened this one'),
  },
  {
    id: 'parent-message',
    title: 'message to a page around this one',
    attempt: () => post(parent === self ? null : parent, 'no page is around this one'),
  },
  {
    id: 'domain',
    title: 'wider origin, shared with neighbours (document.domain)',
    attempt: () => {
      document.domain = 'leak-test.invalid';
    },
  },
  {
    id: 'cookie-foreign',
    title: 'cookie for someone else',
    attempt: () => {
      document.cookie = 'leaktest=rows; domain=leak-test.invalid';
      refuse(!document.cookie.includes('leaktest='), 'the browser did not keep it');
    },
  },
  {
    id: 'storage-foreign',
    title: 'storage of another origin',
    needs: 'document.requestStorageAccessFor',
    attempt: ({ http }) =>
      (
        document as unknown as { requestStorageAccessFor(origin: string): Promise<void> }
      ).requestStorageAccessFor(http),
  },
  {
    id: 'protocol-handler',
    title: 'kind of address opened by someone else',
    needs: 'navigator.registerProtocolHandler',
    attempt: ({ http }) => abilities().registerProtocolHandler('web+leaktest', `${http}/?rows=%s`),
  },
  {
    id: 'payment',
    manner: 'silent',
    title: 'payment, whose method is looked up elsewhere',
    needs: 'PaymentRequest',
    attempt: ({ http }) => {
      const total = { label: 'rows', amount: { currency: 'EUR', value: '0' } };
      return new PaymentRequest([{ supportedMethods: http }], { total }).canMakePayment();
    },
  },
  {
    id: 'presentation',
    manner: 'silent',
    title: 'page shown on another screen',
    needs: 'PresentationRequest',
    attempt: ({ http }) =>
      new (globalThis as unknown as { PresentationRequest: new (to: string) => Presenter })[
        'PresentationRequest'
      ](http).getAvailability(),
  },
  {
    id: 'credentials',
    manner: 'silent',
    title: 'sign-in with another site (FedCM)',
    needs: 'IdentityCredential',
    attempt: ({ http }) =>
      navigator.credentials.get({
        mediation: 'silent',
        identity: { providers: [{ configURL: `${http}/rows.json`, clientId: 'rows' }] },
      } as CredentialRequestOptions),
  },
  {
    id: 'interest-group',
    manner: 'silent',
    title: 'advertising group',
    needs: 'navigator.joinAdInterestGroup',
    attempt: ({ http }) =>
      abilities().joinAdInterestGroup({ owner: http, name: 'rows', updateURL: http }, 60),
  },
  {
    id: 'speech',
    title: 'text read aloud by a voice from elsewhere',
    needs: 'speechSynthesis',
    attempt: () => {
      const voices = speechSynthesis.getVoices().filter(({ localService }) => !localService);
      refuse(voices.length === 0, 'this browser has no such voice now');
    },
  },
  {
    id: 'speech-recognition',
    title: 'speech understood elsewhere',
    needs: 'webkitSpeechRecognition',
    attempt: () =>
      new Promise((resolve, reject) => {
        const { webkitSpeechRecognition: Recognition } = globalThis as unknown as {
          webkitSpeechRecognition: new () => Recogniser;
        };
        const recogniser = new Recognition();
        recogniser.onstart = () => {
          recogniser.abort();
          resolve('it listened');
        };
        recogniser.onerror = ({ error }) => reject(new DOMException(error, 'NotAllowedError'));
        recogniser.start();
      }),
  },
  {
    id: 'geolocation',
    title: 'place of this machine, asked of a service',
    needs: 'navigator.geolocation',
    attempt: () =>
      new Promise((resolve, reject) =>
        navigator.geolocation.getCurrentPosition(resolve, ({ message }) =>
          reject(new DOMException(message, 'NotAllowedError')),
        ),
      ),
  },
  {
    id: 'camera',
    title: 'camera and microphone',
    needs: 'navigator.mediaDevices',
    attempt: () => navigator.mediaDevices.getUserMedia({ audio: true }),
  },
  {
    id: 'clipboard-read',
    title: 'clipboard read',
    needs: 'navigator.clipboard',
    attempt: () => abilities().clipboard.readText(),
  },
  {
    id: 'usb',
    title: 'device at this machine (USB)',
    needs: 'navigator.usb',
    attempt: () =>
      (navigator as unknown as { usb: { getDevices(): Promise<unknown> } }).usb.getDevices(),
  },
  {
    id: 'serial',
    title: 'device at this machine (serial port)',
    needs: 'navigator.serial',
    attempt: () =>
      (navigator as unknown as { serial: { getPorts(): Promise<unknown> } }).serial.getPorts(),
  },
  {
    id: 'midi',
    title: 'device at this machine (MIDI)',
    needs: 'navigator.requestMIDIAccess',
    attempt: () => navigator.requestMIDIAccess(),
  },
];

interface Presenter {
  getAvailability(): Promise<unknown>;
}

interface Recogniser {
  onstart: () => void;
  onerror: (event: { error: string }) => void;
  start(): void;
  abort(): void;
}

/** The browser's abilities as the ways need them; lint lets nobody name a beacon. */
function abilities(): Abilities {
  return navigator as unknown as Abilities;
}

function post(other: Window | null, none: string): void {
  refuse(!other, none);
  other!.postMessage('rows', '*');
}

function queued(isQueued: boolean): void {
  refuse(!isQueued, 'the browser did not take it');
}

/** @throws DOMException where the browser itself has refused without an error. */
function refuse(isRefused: boolean, words: string): void {
  if (isRefused) throw new DOMException(words, 'NotAllowedError');
}
