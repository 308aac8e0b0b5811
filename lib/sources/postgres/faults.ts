import pg from 'pg';
import { SourceError } from '../source-error';
import { notOneSelect } from '../statement';

/**
 * The connection's own codes, and classes of the server's that say "not now" or
 * "not you"; 40001 is a copy that has to catch up with its original.
 */
const UNAVAILABLE_CODE =
  /^(?:E[A-Z]{3,}|SELF_SIGNED\w*|DEPTH_ZERO\w*|UNABLE_TO\w*|CERT_\w*|ERR_(?:TLS|SSL|INVALID)\w*|08(?!P01)\w{3}|28\w{3}|3D000|40001|53\w{3}|57P0\w)$/;
const UNAVAILABLE_MESSAGE =
  /connection terminated|timeout expired|timeout exceeded|does not support SSL|SSL|SASL|password|client was closed|not queryable/i;
/** What lies before the text of the query where it is wrapped. */
export const WRAPPED_BEFORE = 'SELECT * FROM (\n';

/**
 * What was thrown by the driver or the server, in words for people and without the connection.
 *
 * @param text The query, if it was one that failed.
 */
export function toSourceError(error: unknown, variable: string, text?: string): SourceError {
  if (error instanceof SourceError) return error;
  if (!(error instanceof pg.DatabaseError)) return unavailable(variable, reachability(error));
  const said = ofQuery(error, text);
  if (said) return said;
  const { code = '' } = error;
  if (text === undefined || UNAVAILABLE_CODE.test(code)) return unavailable(variable, refusal(error));
  return new SourceError('failed', describe(error, text), { cause: error });
}

/** What the server says of a query in words that are about servers, or in none that help. */
function ofQuery({ code, message }: pg.DatabaseError, text: string | undefined): SourceError | undefined {
  switch (code) {
    case '57014':
      return new SourceError('timeout', 'The query took too long and was ended. Make it read less.');
    case '55P03':
      return new SourceError(
        'timeout',
        'The query waited too long for something else that is changing the table. Run it again later.',
      );
    case '25006':
      return notOneSelect('the query would change something');
    case '0A000':
      return /data-modifying/.test(message) ? notOneSelect('the query would change something') : undefined;
    case '42601':
      return /multiple commands/.test(message) ? notOneSelect('this holds several statements') : undefined;
    case '53200':
    case '53400':
      return text === undefined
        ? undefined
        : new SourceError(
            'too_large',
            'The query takes more memory or space than the database lets it have. Make it read less.',
          );
    case '54001':
      return new SourceError('failed', 'The query is nested too deeply for the database. Make it simpler.');
    case '08P01':
      return /bind message/.test(message)
        ? new SourceError(
            'failed',
            'The query has placeholders that nothing fills. Write the values in their place.',
          )
        : undefined;
    default:
      return undefined;
  }
}

/** Why a server that was reached lets no query in. */
function refusal({ code, message }: pg.DatabaseError): string {
  if (code === '28000' && /pg_hba/.test(message)) {
    return /no encryption/.test(message)
      ? 'it lets this user in from here by no unencrypted connection, if at all; add sslmode=verify-full to the URL'
      : 'none of its rules (pg_hba.conf) lets this user in from here';
  }
  if (code === '28P01' || code === '28000') return 'it did not accept the user or password';
  if (code === '3D000') return 'it has no such database';
  if (code === '42501') return 'its user may not connect to it';
  return 'it takes no queries right now';
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
  if (typeof code === 'string' && /^(?:SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|ERR_TLS_CERT)/.test(code)) {
    return 'its certificate is not one that is trusted here; name its authority with sslrootcert=FILE in the URL';
  }
  if (/does not support SSL/i.test(text)) return 'it offers no encryption; take sslmode out of the URL';
  if (/SSL|TLS/i.test(`${text} ${String(code)}`)) return 'no encrypted connection could be agreed on';
  if (/password|SASL/i.test(text)) return 'it did not accept the user or password';
  if (code === 'ERR_INVALID_URL') return 'it holds no PostgreSQL URL';
  return UNAVAILABLE_MESSAGE.test(text) || typeof code === 'string'
    ? 'it cannot be reached'
    : 'the connection failed';
}

/** What to do, where the server gives no hint. */
const ADVICE: Record<string, string> = {
  '22012': 'Divide by NULLIF(…, 0).',
  '42501': 'Grant SELECT on it to the role of this source, or leave it out.',
  '42P01': 'Check its name and its schema.',
};

function describe({ code = '', message, position, hint }: pg.DatabaseError, text: string): string {
  const at = Number(position) - 1 - WRAPPED_BEFORE.length;
  const line = at >= 0 && at <= text.length ? text.slice(0, at).split('\n').length : 0;
  const place = line > 0 && text.includes('\n') ? ` (line ${line})` : '';
  const advice = hint || ADVICE[code];
  return `${message}${place}${advice ? `. ${advice}` : ''}`.slice(0, 1000);
}
