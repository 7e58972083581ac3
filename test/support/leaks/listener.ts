import { createSocket, type Socket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { listen, type Served } from '../serve';
import type { LeakTarget } from '../../../src/engine/walls/leak-test/way-out';

/** A second origin with its own name and UDP port for every channel, which remembers who came through. */
export class Listener {
  readonly heard = new Set<string>();
  readonly #sockets: Socket[] = [];
  #origin!: Served;

  static async start(): Promise<Listener> {
    const listener = new Listener();
    const { server, ...origin } = await listen((request, response) => {
      listener.#hear(request.headers.host);
      response.writeHead(200, {
        'Access-Control-Allow-Origin': '*',
        'Content-Type': request.url?.endsWith('.js') ? 'text/javascript' : 'text/html',
      });
      response.end();
    });
    server.on('upgrade', (request, socket) => {
      listener.#hear(request.headers.host);
      socket.destroy();
    });
    listener.#origin = origin;
    return listener;
  }

  async target(channel: string): Promise<LeakTarget> {
    const host = `${channel}.leak.localhost`;
    const { port } = new URL(this.#origin.address);
    const address = `${host}:${port}`;
    const udp = await this.#openUdp(channel);
    return { host, http: `http://${address}`, ws: `ws://${address}`, udp };
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.close();
    await this.#origin.close();
  }

  #hear(host = 'nobody'): void {
    this.heard.add(host.replace(/\.leak\.localhost.*$/, ''));
  }

  async #openUdp(channel: string): Promise<number> {
    if (!/web(rtc|transport)/.test(channel)) return 0;
    const socket = createSocket('udp4');
    socket.on('message', () => this.heard.add(channel));
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    this.#sockets.push(socket);
    return (socket.address() as AddressInfo).port;
  }
}
