import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/**
 * Stands between the application and its database, counts the statements that
 * pass, and can cut the connection, slow it down, or lead to another database.
 * The application's own code is untouched.
 */
export class DatabaseProxy {
  /** Statements sent so far: simple queries and executions of prepared ones. */
  statements = 0;
  /** How long everything the database says takes to arrive. */
  delayMs = 0;
  /** Told of each notice the database sends, as its bytes; an explained plan comes as one. */
  onNotice: ((body: Buffer) => void) | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly stalled = new Set<Socket>();
  private isCut = false;

  private constructor(
    private readonly server: Server,
    /** What to give the application as DATABASE_URL. */
    readonly url: string,
    private target: () => Socket,
  ) {}

  static async start(databaseUrl: string): Promise<DatabaseProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    const url = new URL(databaseUrl);
    url.searchParams.delete('host');
    url.searchParams.delete('port');
    url.hostname = '127.0.0.1';
    url.port = String(address.port);
    const proxy = new DatabaseProxy(server, url.href, connectionTo(databaseUrl));
    server.on('connection', (client) => {
      if (proxy.isCut) return void client.destroy();
      proxy.join(client, proxy.target());
    });
    return proxy;
  }

  /** The database is gone: connections break, and new ones are refused. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Connections stay, and nothing comes through them any more. */
  stall(): void {
    for (const socket of this.sockets) {
      socket.unpipe();
      socket.pause();
      this.stalled.add(socket);
    }
  }

  /** From now on connections lead to another database; those that are there stay. */
  pointTo(databaseUrl: string): void {
    this.target = connectionTo(databaseUrl);
  }

  /** Connections are let through again; of those that stalled both ends learn that they are gone. */
  restore(): void {
    this.isCut = false;
    for (const socket of this.stalled) socket.destroy();
    this.stalled.clear();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private late(): Transform {
    return new Transform({
      transform: (chunk, _encoding, done) => {
        if (this.delayMs === 0) done(null, chunk);
        else setTimeout(() => done(null, chunk), this.delayMs);
      },
    });
  }

  private join(client: Socket, upstream: Socket): void {
    const asked = new MessageReader(false, (type) => {
      if (type === 'Q' || type === 'E') this.statements += 1;
    });
    const answered = new MessageReader(true, (type, body) => {
      if (type === 'N') this.onNotice?.(body);
    });
    client.on('data', (chunk) => asked.read(chunk));
    upstream.on('data', (chunk) => answered.read(chunk));
    client.pipe(upstream).pipe(this.late()).pipe(client);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
  }
}

function connectionTo(databaseUrl: string): () => Socket {
  const target = new URL(databaseUrl);
  const socketFolder = target.searchParams.get('host');
  const port = Number(target.searchParams.get('port') || target.port || 5432);
  if (socketFolder) return () => connect(`${socketFolder}/.s.PGSQL.${port}`);
  return () => connect(port, target.hostname);
}

/**
 * Reads one half of the protocol: each message is a type byte and a length, but
 * for the client's first. https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
class MessageReader {
  private buffer = Buffer.alloc(0);

  constructor(
    private started: boolean,
    private readonly onMessage: (type: string, body: Buffer) => void,
  ) {}

  read(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const typeLength = this.started ? 1 : 0;
      if (this.buffer.length < typeLength + 4) return;
      const length = typeLength + this.buffer.readInt32BE(typeLength);
      if (this.buffer.length < length) return;
      if (this.started) this.onMessage(this.buffer.toString('latin1', 0, 1), this.buffer.subarray(5, length));
      this.started = true;
      this.buffer = this.buffer.subarray(length);
    }
  }
}
