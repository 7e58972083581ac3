import { assetAddress } from '../assets/fetch-asset';
import { serviceWorkerName } from '../assets/served-file';

interface TrustedTypePolicy {
  createHTML(html: string): string;
  createScriptURL(address: string): URL;
}

interface TrustedTypeRules {
  createHTML?: (html: string) => string | null;
  createScriptURL?: (address: string) => string | null;
}

interface TrustedTypeFactory {
  createPolicy(name: string, rules: TrustedTypeRules): TrustedTypePolicy;
}

const factory = (globalThis as { trustedTypes?: TrustedTypeFactory }).trustedTypes;

/**
 * Lets text, but no tag, through where a package still assigns `innerHTML`: Plotly clears elements and
 * decodes entities that way. Markup of our own comes from Svelte's templates, Markdown from DOMPurify;
 * both have policies of their own.
 */
export function refuseMarkup(): void {
  factory?.createPolicy('default', { createHTML: textOnly });
}

/** The HTML itself where it holds no tag, else `null`, upon which the browser throws. */
export function textOnly(html: string): string | null {
  return html.includes('<') ? null : html;
}

const ownPolicy = factory?.createPolicy('assay', {
  createHTML: (html) => html,
  createScriptURL: (address) => (isOwnScript(address) ? address : null),
});

/**
 * HTML as a document that no window shows: nothing in it runs, loads or listens. The only way that markup from outside
 * passes the wall, and what passes does not leave this function but as nodes to be read.
 */
export function parseInert(html: string): Document {
  return new DOMParser().parseFromString(ownPolicy?.createHTML(html) ?? html, 'text/html');
}

function isOwnScript(address: string): boolean {
  return address.startsWith('blob:') || address === assetAddress(serviceWorkerName);
}

/** The address of a script made by the page itself, in the form that `new Worker` accepts. */
export function trustedScript(blob: Blob): URL | string {
  const address = URL.createObjectURL(blob);
  return ownPolicy?.createScriptURL(address) ?? address;
}

/** The address of the service worker, in the form that its registration accepts. */
export function trustedServiceWorker(): URL | string {
  const address = assetAddress(serviceWorkerName);
  return ownPolicy?.createScriptURL(address) ?? address;
}
