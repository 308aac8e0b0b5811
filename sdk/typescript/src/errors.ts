/** A fault in the input: where it is, what is wrong in a sentence, and its kind. */
export type FieldError = { loc: (string | number)[]; msg: string; type: string };

/**
 * Every error of this package. `detail` is a sentence to show to a person, and
 * the same as `message`; `code` is for programs and never changes.
 */
export class QarionError extends Error {
  override name = 'QarionError';

  constructor(
    /** The HTTP status; null when there was no answer. */
    readonly statusCode: number | null,
    /** What happened and what to do. */
    readonly detail: string,
    /** What happened, for a program: `not_found`, `expired`, `timeout` … */
    readonly code: string,
    /** Identifies the request in the server's logs; null when there was no answer. */
    readonly requestId: string | null = null,
  ) {
    super(detail);
  }
}

/** 401, or a key that cannot be one: it is missing, mistyped, unknown, expired or was deleted. */
export class AuthenticationError extends QarionError {
  override name = 'AuthenticationError';
}

/** 403: the key is good, and lacks the right. */
export class PermissionDeniedError extends QarionError {
  override name = 'PermissionDeniedError';
}

/** 404: it does not exist, or not for this key. */
export class NotFoundError extends QarionError {
  override name = 'NotFoundError';
}

/** 409: it does not go together with what is there, such as a name that is taken. */
export class ConflictError extends QarionError {
  override name = 'ConflictError';
}

/** 400 and 422: the input is wrong. `errors` names each fault and where it is. */
export class ValidationError extends QarionError {
  override name = 'ValidationError';
  /** Each fault; empty when the fault is in no field. */
  readonly errors: FieldError[];

  constructor(
    statusCode: number | null,
    detail: string,
    code: string,
    requestId: string | null = null,
    errors: FieldError[] = [],
  ) {
    super(statusCode, detail, code, requestId);
    this.errors = errors;
  }
}

/** 429: too many requests, and all retries were used up. */
export class RateLimitError extends QarionError {
  override name = 'RateLimitError';
  /** Seconds until another request is worth it; null when the server did not say. */
  readonly retryAfter: number | null;

  constructor(
    statusCode: number | null,
    detail: string,
    code: string,
    requestId: string | null = null,
    retryAfter: number | null = null,
  ) {
    super(statusCode, detail, code, requestId);
    this.retryAfter = retryAfter;
  }
}

/** 500 and above: the server, or what stands before it, failed. */
export class ServerError extends QarionError {
  override name = 'ServerError';
}

/** The time was up before there was an answer, or a result. */
export class TimeoutError extends QarionError {
  override name = 'TimeoutError';
  /** The execution that was waited for, which goes on; null when it was another call. */
  readonly executionId: string | null;

  constructor(detail: string, executionId: string | null = null) {
    super(null, detail, 'timeout');
    this.executionId = executionId;
  }
}

/** The server could not be reached, or the connection ended before its answer did. */
export class ConnectionError extends QarionError {
  override name = 'ConnectionError';

  constructor(detail: string) {
    super(null, detail, 'connection_failed');
  }
}
