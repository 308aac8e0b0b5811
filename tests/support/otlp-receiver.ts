import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** A span as it arrived. */
export type ReceivedSpan = {
  service: string;
  traceId: string;
  spanId: string;
  parentId: string;
  name: string;
  attributes: Record<string, string | number>;
  isError: boolean;
};

/** What traces are sent to: OTLP over HTTP, in protobuf, as a collector takes them. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  /** Every byte that was sent, headers included. */
  bytes = '';

  private constructor(
    private readonly server: Server,
    readonly endpoint: string,
  ) {}

  static async start(): Promise<OtlpReceiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
    const receiver = new OtlpReceiver(server, `http://127.0.0.1:${address.port}`);
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      receiver.bytes += `${request.url}\n${request.rawHeaders.join('\n')}\n${body.toString('latin1')}`;
      receiver.spans.push(...spansIn(body));
      response.writeHead(200, { 'Content-Type': 'application/x-protobuf' }).end();
    });
    return receiver;
  }

  /** The spans of a trace, by name. */
  trace(traceId: string): Map<string, ReceivedSpan> {
    return new Map(this.spans.filter((span) => span.traceId === traceId).map((span) => [span.name, span]));
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/**
 * The numbers are those of opentelemetry/proto/trace/v1/trace.proto.
 * https://github.com/open-telemetry/opentelemetry-proto
 */
function spansIn(request: Buffer): ReceivedSpan[] {
  return messages(request, 1).flatMap((resourceSpans) => {
    const resource = attributesOf(messages(resourceSpans, 1).flatMap((one) => messages(one, 1)));
    return messages(resourceSpans, 2)
      .flatMap((scopeSpans) => messages(scopeSpans, 2))
      .map((span) => ({
        service: String(resource['service.name']),
        traceId: bytesOf(span, 1).toString('hex'),
        spanId: bytesOf(span, 2).toString('hex'),
        parentId: bytesOf(span, 4).toString('hex'),
        name: bytesOf(span, 5).toString(),
        attributes: attributesOf(messages(span, 9)),
        isError: messages(span, 15).some((status) =>
          fields(status).some(([at, value]) => at === 3 && value === 2),
        ),
      }));
  });
}

function attributesOf(pairs: Buffer[]): Record<string, string | number> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [[, value] = [0, '']] = messages(pair, 2).flatMap(fields);
      return [bytesOf(pair, 1).toString(), Buffer.isBuffer(value) ? value.toString() : value];
    }),
  );
}

const messages = (message: Buffer, number: number) =>
  fields(message).flatMap(([at, value]) => (at === number && Buffer.isBuffer(value) ? [value] : []));

const bytesOf = (message: Buffer, number: number) => messages(message, number)[0] ?? Buffer.alloc(0);

/** Protobuf's wire format: each field by its number. https://protobuf.dev/programming-guides/encoding/ */
function fields(message: Buffer): [number: number, value: Buffer | number][] {
  const found: [number, Buffer | number][] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = message[at++] ?? 0;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  const take = (length: number) => {
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = varint();
    const kind = tag % 8;
    const value = kind === 0 ? varint() : take(kind === 1 ? 8 : kind === 5 ? 4 : varint());
    found.push([Math.floor(tag / 8), value]);
  }
  return found;
}
