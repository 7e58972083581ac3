import {
  AppError,
  cancelled,
  fromErrorRecord,
  toErrorRecord,
  type ErrorRecord,
} from '../../data/app-error';

/** Anything that messages go through: a worker seen from the page, the page seen from a worker, a port. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
}

/** What a handler knows of the call that it serves. */
export interface CallContext {
  /** Aborted when the caller no longer wants the answer. */
  signal: AbortSignal;
  progress(value: unknown): void;
}

export type Handler = (args: never, call: CallContext) => unknown;

export type Handlers = Record<string, Handler>;

export interface CallOptions {
  signal?: AbortSignal;
  onProgress?: (value: never) => void;
  /** Buffers in `args` that are handed over instead of copied. */
  transfer?: Transferable[];
}

type Message =
  | { type: 'call'; id: number; method: string; args: unknown }
  | { type: 'cancel'; id: number }
  | { type: 'progress'; id: number; value: unknown }
  | { type: 'result'; id: number; value: unknown }
  | { type: 'error'; id: number; error: ErrorRecord };

interface OpenCall {
  resolve(value: unknown): void;
  reject(error: AppError): void;
  onProgress?: (value: never) => void;
}

/** An answer whose buffers are handed over to the caller instead of copied. */
export class Transferred<T> {
  constructor(
    readonly value: T,
    readonly buffers: Transferable[],
  ) {}
}

/**
 * Calls across a worker boundary, the same on both sides: typed failures, progress and cancel arrive
 * on the other side, and no call stays open when the other side is gone.
 */
export class Channel {
  readonly #open = new Map<number, OpenCall>();
  readonly #serving = new Map<number, AbortController>();
  #lastId = 0;
  #closed: AppError | undefined;

  constructor(
    private readonly port: Port,
    private readonly handlers: Handlers = {},
  ) {
    port.addEventListener('message', (event) => this.#receive(event.data as Message));
    port.start?.();
  }

  /** Calls a function on the other side. Rejects with the `AppError` thrown there, or `cancelled`. */
  call<T>(method: string, args: unknown, options: CallOptions = {}): Promise<T> {
    const { signal, onProgress, transfer = [] } = options;
    if (this.#closed) return Promise.reject(this.#closed);
    if (signal?.aborted) return Promise.reject(cancelled());
    const id = (this.#lastId += 1);
    const cancel = (): void => this.port.postMessage({ type: 'cancel', id }, []);
    const answer = new Promise<T>((resolve, reject) => {
      this.#open.set(id, { resolve: resolve as (value: unknown) => void, reject, onProgress });
      signal?.addEventListener('abort', cancel);
      this.port.postMessage({ type: 'call', id, method, args }, transfer);
    });
    return answer.finally(() => {
      this.#open.delete(id);
      signal?.removeEventListener('abort', cancel);
    });
  }

  /** Ends every open call with `reason`, and every later one. */
  close(reason: AppError): void {
    this.#closed = reason;
    for (const call of this.#open.values()) call.reject(reason);
    for (const controller of this.#serving.values()) controller.abort();
  }

  #receive(message: Message): void {
    switch (message.type) {
      case 'call':
        void this.#serve(message.id, message.method, message.args);
        break;
      case 'cancel':
        this.#serving.get(message.id)?.abort();
        break;
      case 'progress':
        this.#open.get(message.id)?.onProgress?.(message.value as never);
        break;
      case 'result':
        this.#open.get(message.id)?.resolve(message.value);
        break;
      case 'error':
        this.#open.get(message.id)?.reject(fromErrorRecord(message.error));
        break;
    }
  }

  async #serve(id: number, method: string, args: unknown): Promise<void> {
    const controller = new AbortController();
    this.#serving.set(id, controller);
    try {
      const handler = this.handlers[method];
      if (!handler) throw new AppError('internal', `no such function in this worker: ${method}`);
      const progress = (value: unknown): void =>
        this.port.postMessage({ type: 'progress', id, value }, []);
      const answer = await handler(args as never, { signal: controller.signal, progress });
      const [value, buffers] =
        answer instanceof Transferred ? [answer.value, answer.buffers] : [answer, []];
      this.port.postMessage({ type: 'result', id, value }, buffers);
    } catch (thrown) {
      this.port.postMessage({ type: 'error', id, error: toErrorRecord(thrown) }, []);
    } finally {
      this.#serving.delete(id);
    }
  }
}
