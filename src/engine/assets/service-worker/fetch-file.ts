import { AppError } from '../../../data/app-error';

/** The bytes of a file as they arrived, and the headers that came with them. */
export interface FetchedFile {
  bytes: Uint8Array<ArrayBuffer>;
  headers: Headers;
}

export interface FetchHow {
  cache: RequestCache;
  /** Reading stops one byte beyond, which is enough to tell that a file is another. */
  limitBytes: number;
  onBytes?: (bytes: number) => void;
}

/**
 * Asks the own origin for one of its files.
 * @throws AppError `unavailable`
 */
export async function fetchFile(address: string, how: FetchHow): Promise<FetchedFile> {
  const response = await reach(address, () =>
    fetch(address, { cache: how.cache, credentials: 'omit', redirect: 'error' }),
  );
  if (!response.ok) {
    const words = `${address} is missing where this page is served (${response.status}).`;
    throw new AppError('unavailable', words, { address, status: response.status });
  }
  const bytes = await reach(address, () => readAll(response, how));
  return { bytes, headers: response.headers };
}

async function readAll(
  response: Response,
  { limitBytes, onBytes }: FetchHow,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(limitBytes + 1);
  const reader = response.body?.getReader();
  let length = 0;
  while (reader && length <= limitBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    const fitting = value.subarray(0, bytes.length - length);
    bytes.set(fitting, length);
    length += fitting.length;
    onBytes?.(Math.min(length, limitBytes));
  }
  if (length > limitBytes) await reader?.cancel();
  return bytes.subarray(0, length);
}

async function reach<T>(address: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const words = `${address} could not be loaded. Is the server that served this page still there?`;
    throw new AppError('unavailable', words, { address }, { cause });
  }
}
