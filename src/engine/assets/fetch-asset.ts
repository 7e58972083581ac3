import { AppError } from '../../data/app-error';
import { explainRequest } from './observe-requests';

/** Set in workers, which have no document: the address of the page that started them. */
const realm = globalThis as { pageAddress?: string };

/** The full address of one of the page's own files; paths are relative to the page. */
export function assetAddress(path: string): string {
  const page = realm.pageAddress ?? document.baseURI;
  const address = new URL(path, page);
  if (address.origin !== new URL(page).origin) {
    throw new AppError('not_allowed', `not a file of this page: ${path}`, { path });
  }
  return address.href;
}

/**
 * One of the page's own files: a sample, a wasm module. Nothing else is ever fetched.
 * The reason stands in the request log.
 */
export async function fetchAsset(
  path: string,
  reason: string,
  signal?: AbortSignal,
): Promise<Response> {
  const address = assetAddress(path);
  explainRequest(address, reason);
  const response = await request(address, { signal });
  if (!response.ok) {
    throw new AppError(
      'unavailable',
      `${path} is missing where this page is served (${response.status}). Tell whoever runs it.`,
      { address, status: response.status },
    );
  }
  return response;
}

/** The headers that the page itself was sent with; none where its server cannot be reached. */
export async function fetchPageHeaders(): Promise<Headers | undefined> {
  const address = assetAddress('./');
  explainRequest(address, 'check of the headers');
  const response = await request(address, { method: 'HEAD' }).catch(() => undefined);
  return response?.headers;
}

async function request(address: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'omit', redirect: 'error', ...options });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    const words = `${address} could not be loaded. Is the server that served this page still there?`;
    throw new AppError('unavailable', words, { address }, { cause: thrown });
  }
}
