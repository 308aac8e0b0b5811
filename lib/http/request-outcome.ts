import 'server-only';
import type { ServerResponse } from 'node:http';
import type { Span } from '@opentelemetry/api';
import { ERROR_CODES } from '../errors/codes';
import { logger, redactKeys, withoutFieldRedaction } from '../logger';
import { countRequest, countVerification, type RequestLabels } from '../metrics/counting';
import type { RequestNote } from '../request-note';
import { markFailed } from '../tracing/tracing';
import { ASSETS, UNMATCHED } from './route-templates';

const requestLogger = withoutFieldRedaction(logger);

const PATH_MAX_LENGTH = 200;

/** How a request ends that its route did not get to answer, when it was not for its key. */
const UNANSWERED: ReadonlySet<string> = new Set([
  ...['method_not_allowed', 'too_many_attempts', 'aborted'],
  // By the server, before anything else sees it.
  ...['bad_request', 'expectation_failed', 'request_timeout', 'headers_too_large'],
]);

/** A request that is over, as the server saw it. */
export type Ended = {
  method: RequestLabels['method'];
  route: string;
  path: string;
  /** None when no answer was begun. */
  status: number | null;
  /** Whether the client was gone before it had its whole answer. */
  isCut: boolean;
  seconds: number;
};

/** Counts a request, writes its line into the log and ends its span. */
export function tell(note: RequestNote, ended: Ended, span?: Span): void {
  const { method, route, status, seconds } = ended;
  const outcome = outcomeOf(note, ended);
  countRequest({ method, route, status: classOf(ended) }, isAnswered(note, route, outcome) ? seconds : null);
  requestLogger[route === ASSETS ? 'debug' : 'info'](
    {
      requestId: note.requestId,
      apiKeyId: note.apiKeyId,
      method,
      route,
      // A route says what was asked, without the names of anybody's spaces; what has none is known by its path alone.
      path: route === UNMATCHED ? readable(ended.path) : undefined,
      status: status ?? undefined,
      outcome,
      durationMs: Math.round(seconds * 10_000) / 10,
      traceId: span?.isRecording() ? span.spanContext().traceId : undefined,
    },
    'request',
  );
  if (span) endSpan(span, note, ended, outcome);
}

/**
 * Whether a route answered. Anybody can ask for each method of each route, and
 * a histogram for all of those would be a way to make every scrape large.
 */
function isAnswered({ verification = 'accepted' }: RequestNote, route: string, outcome: string): boolean {
  return route !== UNMATCHED && verification === 'accepted' && !UNANSWERED.has(outcome);
}

function endSpan(span: Span, note: RequestNote, { method, route, status }: Ended, outcome: string): void {
  span.updateName(`${method} ${route}`);
  span.setAttributes({
    'http.request.method': method === 'other' ? '_OTHER' : method,
    'http.route': route,
    'qarion.request.id': note.requestId,
    'qarion.outcome': outcome,
  });
  if (status !== null) span.setAttribute('http.response.status_code', status);
  if (status === null || status >= 500) markFailed(span, outcome);
  span.end();
}

/**
 * How the edge refused a request. It cannot tell the server anything but its
 * answer, and turns a request away for one of two reasons, which the challenge
 * sets apart (RFC 6750, 3). Counted here, where it becomes known.
 */
export function refusedAtEdge(response: ServerResponse): 'missing' | 'malformed' | undefined {
  const challenge = response.getHeader('www-authenticate');
  if (challenge === undefined) return undefined;
  const outcome = String(challenge).includes('error=') ? 'malformed' : 'missing';
  countVerification(outcome, 0);
  return outcome;
}

/** One word for how it went: why the key was refused, else the error's code, else that all went well. */
function outcomeOf({ verification, code }: RequestNote, { status, isCut }: Ended): string {
  if (verification && verification !== 'accepted') return verification;
  if (code) return code;
  if (isCut || status === null) return 'aborted';
  if (status >= 400) return codeOf(status);
  return verification ?? 'ok';
}

/** For what the framework or the server refused: the first code that has its status. */
function codeOf(status: number): string {
  return Object.entries(ERROR_CODES).find(([, error]) => error.status === status)?.[0] ?? `http_${status}`;
}

function classOf({ status, isCut }: Ended): RequestLabels['status'] {
  return isCut || status === null ? 'aborted' : (`${Math.floor(status / 100)}xx` as RequestLabels['status']);
}

/** Decoded, so that a key is recognized however it was written. What is no path may be an address with a password in it. */
function readable(path: string): string | undefined {
  if (!path.startsWith('/')) return undefined;
  return redactKeys(decoded(path)).slice(0, PATH_MAX_LENGTH);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
