import { AppError } from '../../data/app-error';
import type { DatabaseSession } from './session';

interface OpenStream {
  pieces: AsyncGenerator<Uint8Array>;
  controller: AbortController;
}

/** Answers that are being fetched piece by piece from another thread; each holds a connection until it is closed. */
export class OpenStreams {
  readonly #streams = new Map<number, OpenStream>();
  #lastId = 0;

  open(session: DatabaseSession, sql: string, leastBytes: number): number {
    const controller = new AbortController();
    const pieces = session.stream(sql, leastBytes, controller.signal);
    const id = (this.#lastId += 1);
    this.#streams.set(id, { pieces, controller });
    return id;
  }

  /** The next piece; `undefined` behind the last one. An abort ends the whole stream. */
  async next(id: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const stream = this.#streams.get(id);
    if (!stream) throw new AppError('internal', `no such stream: ${id}`);
    const abort = (): void => stream.controller.abort();
    signal.addEventListener('abort', abort);
    try {
      const { value, done } = await stream.pieces.next();
      return done ? undefined : (value as Uint8Array);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async close(id: number): Promise<void> {
    const stream = this.#streams.get(id);
    this.#streams.delete(id);
    stream?.controller.abort();
    await stream?.pieces.return(undefined);
  }
}
