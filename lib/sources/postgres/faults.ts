import pg from 'pg';
import { SourceError } from '../source-error';

/** The connection's own codes, and classes of the server's that say "not now" or "not you". */
const UNAVAILABLE_CODE =
  /^(?:E[A-Z]{3,}|SELF_SIGNED\w*|DEPTH_ZERO\w*|UNABLE_TO\w*|CERT_\w*|ERR_(?:TLS|SSL|INVALID)\w*|08\w{3}|28\w{3}|3D000|53\w{3}|57P0\w)$/;
const UNAVAILABLE_MESSAGE =
  /connection terminated|timeout expired|timeout exceeded|does not support SSL|SSL|SASL|password|client was closed|not queryable/i;
/** What lies before the text of the query where it is wrapped. */
export const WRAPPED_BEFORE = 'SELECT * FROM (\n';

/** What was thrown by the driver or the server, in words for people and without the connection. */
export function toSourceError(error: unknown, variable: string, text = ''): SourceError {
  if (error instanceof SourceError) return error;
  if (!(error instanceof pg.DatabaseError)) return unavailable(variable, reachability(error));
  const code = error.code ?? '';
  if (code === '28P01' || code === '28000')
    return unavailable(variable, 'it did not accept the user or password');
  if (code === '3D000') return unavailable(variable, 'it has no such database');
  if (UNAVAILABLE_CODE.test(code)) return unavailable(variable, 'it takes no queries right now');
  if (code === '57014')
    return new SourceError('timeout', 'The query took too long and was ended. Make it read less.');
  if (code === '25006') return refused('the query would change something');
  if (code === '0A000' && /data-modifying/.test(error.message))
    return refused('the query would change something');
  if (code === '42601' && /multiple commands/.test(error.message))
    return refused('this holds several statements');
  return new SourceError('failed', describe(error, text), { cause: error });
}

export function refused(why: string): SourceError {
  return new SourceError('refused', `A source is only read: write one SELECT. Not run, because ${why}.`);
}

function unavailable(variable: string, why: string): SourceError {
  // Without the cause: drivers put the whole connection into their errors.
  return new SourceError(
    'unavailable',
    `The database that ${variable} names cannot be used: ${why}. Check the variable and the server.`,
  );
}

function reachability(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host name is not known';
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  const text = typeof message === 'string' ? message : '';
  if (/SSL|TLS|certificate/i.test(text) || (typeof code === 'string' && /CERT|SSL|TLS/.test(code))) {
    return 'no encrypted connection could be agreed on';
  }
  if (/password|SASL/i.test(text)) return 'it did not accept the user or password';
  if (code === 'ERR_INVALID_URL') return 'it holds no PostgreSQL URL';
  return UNAVAILABLE_MESSAGE.test(text) || typeof code === 'string'
    ? 'it cannot be reached'
    : 'the connection failed';
}

function describe({ message, position, hint }: pg.DatabaseError, text: string): string {
  const at = Number(position) - 1 - WRAPPED_BEFORE.length;
  const line = at >= 0 && at <= text.length ? text.slice(0, at).split('\n').length : 0;
  const place = line > 0 && text.includes('\n') ? ` (line ${line})` : '';
  return `${message}${place}${hint ? `. ${hint}` : ''}`.slice(0, 1000);
}
