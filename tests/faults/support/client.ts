import { Agent, type IncomingHttpHeaders, request } from 'node:http';

export type Answer = {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** When it was asked and when the head of the answer was there, by this process's clock. */
  startedAt: number;
  answeredAt: number;
};

export type Question = {
  secret?: string;
  method?: string;
  /** Sent as JSON unless it is a text. */
  body?: unknown;
  headers?: Record<string, string>;
};

/** Longer than the platform may take for any answer, so that a hang is an error. */
const TIMEOUT_MS = 20_000;

/**
 * A client that keeps its connections, asks once and tells exactly when: no
 * library in between that would try again by itself.
 */
export class Client {
  private readonly agent: Agent;

  constructor({ keepAlive = true } = {}) {
    this.agent = new Agent({ keepAlive, scheduling: 'fifo' });
  }

  ask(origin: string, pathname: string, question: Question = {}): Promise<Answer> {
    const { secret, method = 'GET', body, headers = {} } = question;
    const { port, host } = new URL(origin);
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const startedAt = performance.now();
      const asked = request({
        agent: this.agent,
        host: '127.0.0.1',
        port,
        method,
        path: pathname,
        headers: {
          host,
          ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
          ...(text !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
          }),
          ...headers,
        },
      });
      asked.setTimeout(TIMEOUT_MS, () => asked.destroy(new Error(`no answer to ${method} ${pathname}`)));
      // Whether it went over a connection that had been answered on before.
      asked.on('error', (error) => reject(Object.assign(error, { isKept: asked.reusedSocket })));
      asked.on('response', (response) => {
        const answeredAt = performance.now();
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const whole = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: whole,
            startedAt,
            answeredAt,
          });
        });
      });
      asked.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Whether an answer says, as it should, that the database is away for a moment. */
export function saysUnavailable({ status, headers, body }: Answer): boolean {
  return (
    status === 503 &&
    Number(headers['retry-after']) > 0 &&
    headers['content-type'] === 'application/problem+json' &&
    body.includes('"code":"database_unavailable"')
  );
}
