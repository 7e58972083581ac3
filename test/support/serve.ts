import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { preview, type Plugin } from 'vite';
import type { responseHeaders } from '../../src/engine/walls/policy';

/** Something served on a free port of this machine. */
export interface Served {
  /** With a slash at its end. */
  address: string;
  close(): Promise<void>;
}

const root = new URL('../..', import.meta.url).pathname;

/** The built page as `npm start` serves it, with all headers. */
export async function serveBuild(): Promise<Served> {
  const server = await preview({
    root,
    logLevel: 'error',
    preview: { port: 4300, host: '127.0.0.1' },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return { address: `http://localhost:${port}/`, close: () => server.close() };
}

export interface BareOptions {
  /** Where on the host the page lies: empty, or with a slash at its end. */
  folder?: string;
  /** Changes the page; the control takes the policy out. */
  changePage?: (html: string) => string;
  headers?: typeof responseHeaders;
  /** The folder of the build that is served now; none where the host is out of reach. */
  build?: () => string | undefined;
  /** Waits before a file is sent. */
  delay?: (path: string) => Promise<void>;
}

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv',
  '.webmanifest': 'application/manifest+json',
};

/** The built page on a plain file server that sets no headers but those given. */
export async function serveBare(options: BareOptions = {}): Promise<Served & { server: Server }> {
  const { folder = '', changePage, headers = [] } = options;
  const { build = () => join(root, 'dist'), delay } = options;
  const serveFile = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const served = build();
    if (!served) return void request.destroy();
    for (const [name, value] of headers) response.setHeader(name, value);
    const path = normalize(decodeURIComponent(new URL(request.url!, 'http://localhost').pathname));
    if (!path.startsWith(`/${folder}`)) return end(response, 404);
    const file = join(served, path.slice(folder.length + 1) || 'index.html');
    await delay?.(file);
    try {
      const bytes = readFileSync(file);
      const isPage = file.endsWith('index.html');
      const body = isPage && changePage ? changePage(bytes.toString()) : bytes;
      end(response, 200, body, extname(file));
    } catch {
      end(response, 404);
    }
  };
  return listen((request, response) => void serveFile(request, response));
}

/** The page without its policy. */
export function withoutPolicy(html: string): string {
  return html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
}

/** The page without its own script, and so without what that closes. */
export function withoutScript(html: string): string {
  return html.replace(/<script type="module"[^>]*><\/script>/, '');
}

/** For the development server: an empty page at `/empty`, into which modules of ours can be imported. */
export function emptyPage(): Plugin {
  return {
    name: 'empty-page',
    configureServer: ({ middlewares }) => {
      middlewares.use('/empty', (_request, response) => {
        response.setHeader('Content-Type', 'text/html');
        response.end('<!doctype html>');
      });
    },
  };
}

/** Any server on a free port; every open connection is ended with it. */
export async function listen(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Served & { server: Server }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, address: `http://localhost:${port}/`, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function end(
  response: ServerResponse,
  status: number,
  body: string | Buffer = '',
  extension = '.html',
): void {
  response.writeHead(status, { 'Content-Type': types[extension] ?? 'application/octet-stream' });
  response.end(body);
}
