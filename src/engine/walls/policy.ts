/** Who a directive of the Content-Security-Policy lets through. */
export type Directive = readonly [name: string, ...sources: string[]];

/** What the page may load and run: its own files, and nothing from anywhere else. */
export const contentSecurityDirectives: readonly Directive[] = [
  ['default-src', "'none'"],
  ['script-src', "'self'", "'wasm-unsafe-eval'"],
  ['worker-src', "'self'", 'blob:'],
  ['connect-src', "'self'"],
  ['style-src', "'self'", "'unsafe-inline'"],
  ['img-src', "'self'", 'data:', 'blob:'],
  ['font-src', "'self'"],
  ['manifest-src', "'self'"],
  ['form-action', "'none'"],
  ['base-uri', "'none'"],
  ['frame-src', "'none'"],
  ['frame-ancestors', "'none'"],
  ['object-src', "'none'"],
  ['require-trusted-types-for', "'script'"],
  ['trusted-types', 'default', 'assay', 'dompurify', 'svelte-trusted-html'],
];

/** Browsers refuse these in a `<meta>` element. */
const headerOnly: readonly string[] = ['frame-ancestors'];

/** The policy as one line: the value of the header, or of the `<meta>` element for hosts that set none. */
export function contentSecurityPolicy(carrier: 'header' | 'meta' = 'header'): string {
  return contentSecurityDirectives
    .filter(([name]) => carrier === 'header' || !headerOnly.includes(name))
    .map((directive) => directive.join(' '))
    .join('; ');
}

/** Abilities of a browser that the page never uses, switched off for good. */
export const unusedFeatures: readonly string[] = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'captured-surface-control',
  'clipboard-read',
  'compute-pressure',
  'deferred-fetch',
  'deferred-fetch-minimal',
  'digital-credentials-get',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'language-detector',
  'language-model',
  'local-fonts',
  'local-network-access',
  'magnetometer',
  'microphone',
  'midi',
  'on-device-speech-recognition',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'private-state-token-issuance',
  'private-state-token-redemption',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'speaker-selection',
  'storage-access',
  'summarizer',
  'sync-xhr',
  'translator',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/**
 * Connections only to where the page came from: no navigation, WebRTC or name look-up either.
 * Its reports go to the page itself, which thereby knows that the browser holds to the list;
 * no address is given for `page`, so no report is sent.
 * https://wicg.github.io/connection-allowlists/
 */
const connectionAllowlist = '(response-origin);report-to=page';

/** All headers that every response carries: pages, scripts, workers, wasm, samples and errors. */
export const responseHeaders: readonly (readonly [name: string, value: string])[] = [
  ['Content-Security-Policy', contentSecurityPolicy()],
  ['Connection-Allowlist', connectionAllowlist],
  ['Permissions-Policy', unusedFeatures.map((feature) => `${feature}=()`).join(', ')],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-DNS-Prefetch-Control', 'off'],
];

/** On files from the copy that is kept for offline use: which of these headers their host had not sent. */
export const addedHeadersName = 'Assay-Added-Headers';
