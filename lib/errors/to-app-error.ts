import { AppError } from './app-error';

/** How long a caller should wait before asking again when the database is away. */
const RETRY_AFTER_SECONDS = 2;

const UNAVAILABLE_DETAIL =
  'The database cannot be reached right now. Try again in a moment; if you were changing something, look first whether it was done.';
const DISK_FULL_DETAIL =
  'The database has no room left to write, so nothing was changed. Reading goes on; changes work again once whoever runs the server has made room.';

/**
 * Codes that mean "the database cannot serve now": the socket's own, Prisma's
 * (P1xxx, pool and transaction time-outs) and PostgreSQL's connection (08),
 * resource (53) and operator-intervention (57) classes, and a server that became
 * read-only (25006), as one does that another took over from.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNAVAILABLE_CODE =
  /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|P1001|P1002|P1008|P1011|P1017|P2024|P2028|08\w{3}|53\w{3}|57P0[1-5]|57014|25006)$/;
const UNAVAILABLE_MESSAGE =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|is not queryable|can't reach database server|connection (is )?closed/i;
const UNAVAILABLE_KIND = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;

/**
 * Anything that was thrown, as the error a caller may see. What we did not
 * foresee becomes `internal_error` with fixed words: its own message stays in
 * `cause`, for the log.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseUnavailable(error)) {
    return new AppError('database_unavailable', {
      detail: isDiskFull(error) ? DISK_FULL_DETAIL : UNAVAILABLE_DETAIL,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      cause: error,
    });
  }
  return new AppError('internal_error', {
    detail: 'Something went wrong on our side. Quote the request id if you report it.',
    cause: error,
  });
}

function isDatabaseUnavailable(error: unknown): boolean {
  return isAny(error, ({ code, originalCode, kind, message }) => {
    if ([code, originalCode].some((c) => typeof c === 'string' && UNAVAILABLE_CODE.test(c))) return true;
    if (typeof kind === 'string' && UNAVAILABLE_KIND.test(kind)) return true;
    return typeof message === 'string' && UNAVAILABLE_MESSAGE.test(message);
  });
}

function isDiskFull(error: unknown): boolean {
  return isAny(error, ({ code, originalCode }) => [code, originalCode].includes('53100'));
}

/** Whether it is said of an error, or of any that it was made from. */
function isAny(error: unknown, test: (error: Record<string, unknown>) => boolean, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const it = error as Record<string, unknown>;
  if (test(it)) return true;
  const nested = (it.meta as Record<string, unknown> | undefined)?.driverAdapterError;
  const inner = [it.cause, nested, ...(Array.isArray(it.errors) ? it.errors : [])];
  return inner.some((value) => isAny(value, test, depth + 1));
}
