import pino from 'pino';

/** More of a key than the 19 characters that are shown anyway. */
const KEY_SHAPED = /(qarion_live_sk_[0-9A-Za-z]{4})[0-9A-Za-z]+/g;

/** Removes everything key-shaped from a text, wherever it stands. */
export function redactKeys(text: string): string {
  return text.replace(KEY_SHAPED, '$1[redacted]');
}

/**
 * The structured log, one JSON object a line. Credentials are removed twice:
 * known fields by path, and anything key-shaped from the finished line, so
 * that a key inside a message, an URL or a stack trace does not get through.
 */
export function createLogger(level: string, destination?: pino.DestinationStream) {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['authorization', 'cookie', 'password', 'secret'].flatMap((field) => [
        field,
        `*.${field}`,
        `*.*.${field}`,
      ]),
      censor: '[redacted]',
    },
    serializers: { error: pino.stdSerializers.err },
    hooks: { streamWrite: redactKeys },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Tasks whose output is an answer, such as a key, keep it clean: they log to stderr. */
const stream = process.env.QARION_LOG_STREAM === 'stderr' ? pino.destination(2) : undefined;

export const logger = createLogger(process.env.LOG_LEVEL || 'info', stream);

/**
 * For the one line of every request, whose fields are known and hold no
 * credential: looking for fields that might takes longer than all else about
 * the line. What looks like a key is still taken out of the finished line.
 */
export function withoutFieldRedaction(log: pino.Logger): pino.Logger {
  return log.child({}, { redact: [] });
}
