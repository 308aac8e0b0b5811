import { ERROR_CODES, type ErrorCode } from './codes';

/** One thing wrong with the input: where (`['body','name']`), what, and the rule it broke. */
export type FieldError = { loc: (string | number)[]; msg: string; type: string };

export type AppErrorOptions = {
  /** Told to the caller: what happened and what to do, in a sentence. Never internals. */
  detail: string;
  fields?: FieldError[];
  retryAfterSeconds?: number;
  /** What went wrong underneath; goes to the log only. */
  cause?: unknown;
};

/** The one error the domain throws; the doors turn it into their own kind of answer. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly fields: FieldError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions) {
    super(`${code}: ${options.detail}`, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }
}
