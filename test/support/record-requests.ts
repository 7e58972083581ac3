import type { Server } from 'node:http';

/** One request as its bytes were on the wire. */
export interface RecordedRequest {
  method: string;
  /** As it was asked for: path and query. */
  path: string;
  /** By name, in lower case. */
  headers: Map<string, string>;
}

/** Every byte that a server receives, of all connections. */
export class RequestRecorder {
  readonly #connections: Buffer[][] = [];

  constructor(server: Server) {
    server.on('connection', (socket) => {
      const chunks: Buffer[] = [];
      this.#connections.push(chunks);
      socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    });
  }

  /** All that was received so far, as one text; bytes are characters. */
  get text(): string {
    return this.#connections.map((chunks) => Buffer.concat(chunks).toString('latin1')).join('');
  }

  /**
   * All requests so far.
   * @throws RangeError where a byte was received that is not of the head of a request.
   */
  get requests(): RecordedRequest[] {
    const heads = this.text.split('\r\n\r\n');
    if (heads.pop() !== '') throw new RangeError('the last request is not whole, or has a body');
    return heads.map(parseHead);
  }

  forget(): void {
    for (const chunks of this.#connections) chunks.length = 0;
  }
}

function parseHead(head: string): RecordedRequest {
  const [first = '', ...lines] = head.split('\r\n');
  const [, method, path] = /^([A-Z]+) (\S+) HTTP\/1\.1$/.exec(first) ?? [];
  if (!method || !path) throw new RangeError(`no head of a request: ${first.slice(0, 200)}`);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { method, path, headers: new Map(headers) };
}
