import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = { method: string; path: string; body: string; headers: IncomingHttpHeaders };
export type Told = { status?: number; headers?: Record<string, string>; body?: unknown };

/** A real server that is told what to answer, for what is not in the contract’s cases. */
export class SmallServer {
  readonly asked: Asked[] = [];
  readonly #server: Server;

  private constructor(answer: (asked: Asked, count: number) => Told) {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = '', url: path = '', headers } = request;
      const asked = { method, path, headers, body: Buffer.concat(chunks).toString() };
      this.asked.push(asked);
      const told = answer(asked, this.asked.length);
      response.writeHead(told.status ?? 200, { 'content-type': 'application/json', ...told.headers });
      response.end(JSON.stringify(told.body ?? {}));
    });
  }

  /** @param answer What to answer to the how-manieth request. */
  static async start(answer: (asked: Asked, count: number) => Told): Promise<SmallServer> {
    const server = new SmallServer(answer);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
