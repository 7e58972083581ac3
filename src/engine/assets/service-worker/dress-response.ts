import { addedHeadersName, responseHeaders } from '../../walls/policy';
import type { ServedFile } from '../served-file';

const policyName = 'Content-Security-Policy';

/** By ending, since hosts often do not know `.wasm` or `.webmanifest`, and browsers are told not to guess. */
const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  wasm: 'application/wasm',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/**
 * A file as it is kept: with the headers of the walls that its host sent, and with ours where it sent none, so that
 * a host without headers walls the page from the second visit on. A policy of the host that differs holds beside ours.
 * The entity tag is the hash.
 */
export function dressResponse(
  file: ServedFile,
  bytes: Uint8Array<ArrayBuffer>,
  host: Headers,
): Response {
  const headers = new Headers();
  const added: string[] = [];
  for (const [name, value] of responseHeaders) {
    const sent = sentByHost(host, name);
    if (sent === null) added.push(name);
    headers.set(name, sent ?? value);
    if (name === policyName && sent !== null && !sent.includes(value)) headers.append(name, value);
  }
  if (added.length > 0) headers.set(addedHeadersName, added.join(', '));
  const type = types[file.path.slice(file.path.lastIndexOf('.') + 1)];
  headers.set('Content-Type', type ?? host.get('Content-Type') ?? 'application/octet-stream');
  headers.set('Content-Length', String(bytes.length));
  headers.set('ETag', entityTag(file));
  return new Response(bytes, { headers });
}

/** What we have added before, to the copy of another version, was not sent. */
function sentByHost(host: Headers, name: string): string | null {
  const added = host.get(addedHeadersName)?.split(', ') ?? [];
  return added.includes(name) ? null : host.get(name);
}

export function entityTag({ sha256 }: ServedFile): string {
  return `"${sha256}"`;
}
