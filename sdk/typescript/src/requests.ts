import { ValidationError } from './errors.js';
import { OPERATIONS, type Operations } from './generated/operations.js';
import { snakeCase, toWire } from './names.js';
import { VERSION } from './version.js';

/** What every method takes besides its own options. */
export type RequestOptions = {
  /** Gives the call up; it then fails with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** What this call may take in milliseconds, with its retries; by default the client's `timeoutMs`. */
  timeoutMs?: number | undefined;
};

/** What methods take besides that must not do twice what was asked for once. */
export type OnceOptions = {
  /** Your own name for this call: the same name within 24 hours does nothing new. By default random. */
  idempotencyKey?: string | undefined;
};

/** The parts of an operation's input that it has. */
type Given<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

export type CallInput<Id extends keyof Operations> = Given<Omit<Operations[Id], 'result'>> & {
  options?: RequestOptions | undefined;
  idempotencyKey?: string | undefined;
  /** Seconds the server is asked to hold the request for, until there is a result. */
  waitSeconds?: number | undefined;
};

/** A request, ready to be sent as often as it takes. */
export type PreparedRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** Whether sending it twice does no more than sending it once. */
  isRepeatable: boolean;
};

/** The same for whichever operation. */
type AnyInput = {
  path?: Record<string, string> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: Record<string, unknown> | undefined;
  idempotencyKey?: string | undefined;
  waitSeconds?: number | undefined;
};

export function prepareRequest(
  id: keyof Operations,
  input: AnyInput,
  settings: { baseUrl: string; apiKey: string },
): PreparedRequest {
  const { method, path } = OPERATIONS[id];
  const { idempotencyKey, waitSeconds, body } = input;
  return {
    method,
    url: settings.baseUrl + fillPath(path, input.path ?? {}) + queryString(input.query ?? {}),
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${settings.apiKey}`,
      'User-Agent': `qarion-typescript/${VERSION}`,
      ...(body && { 'Content-Type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'Idempotency-Key': checkedIdempotencyKey(idempotencyKey) }),
      ...(waitSeconds !== undefined && { Prefer: `wait=${waitSeconds}` }),
    },
    body: body && JSON.stringify(toWire(body)),
    isRepeatable: method === 'POST' ? idempotencyKey !== undefined : body?.version === undefined,
  };
}

function fillPath(path: string, names: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, parameter: string) => encodeName(names[parameter]));
}

/** Dots are not encoded, and an address reads `..` as "one up" even when they are. */
function encodeName(name: string | undefined): string {
  if (typeof name !== 'string' || /^\.{0,2}$/.test(name) || /\p{Cs}/u.test(name)) {
    throw invalidInput('A space, a check, a key or an execution is named by a text that is not empty.');
  }
  return encodeURIComponent(name);
}

function queryString(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [snakeCase(name), String(value)]))}`;
}

function checkedIdempotencyKey(key: string): string {
  if (/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(key)) return key;
  throw invalidInput('An Idempotency-Key has 1 to 255 printable ASCII characters.');
}

function invalidInput(detail: string): ValidationError {
  return new ValidationError(null, detail, 'validation_failed');
}
