import {
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PermissionDeniedError,
  QarionError,
  ValidationError,
} from '@qarion/sdk';
import { EXIT, type ExitCode } from './exit-codes';

/** Something that ends the command, with a sentence for the person who gave it. */
export class Failure extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

/** The command, its input or a file is wrong. */
export class UsageFailure extends Failure {
  constructor(message: string) {
    super(EXIT.usage, message);
  }
}

/** Ctrl-C, or SIGTERM. */
export class Interrupted extends Failure {
  constructor(exitCode: 130 | 143 = EXIT.interrupted) {
    super(exitCode, 'Interrupted.');
  }
}

/** How the process ends after an error, and what is said about it. */
export function explain(error: unknown): { exitCode: ExitCode; lines: string[] } {
  if (error instanceof Failure) return { exitCode: error.exitCode, lines: [error.message] };
  if (!(error instanceof QarionError)) {
    // A fault of ours or of the machine: its own words are all there is.
    return { exitCode: EXIT.unavailable, lines: [error instanceof Error ? error.message : String(error)] };
  }
  const exitCode = exitCodeOf(error);
  const lines = [`${error.detail}${reference(error)}`];
  if (error instanceof ValidationError) lines.push(...error.errors.map(faultLine));
  if (exitCode === EXIT.unauthenticated) lines.push('`qarion doctor` looks for what is wrong with a key.');
  if (error.code === 'connection_failed') lines.push('`qarion doctor` looks for what is in the way.');
  return { exitCode, lines };
}

function exitCodeOf(error: QarionError): ExitCode {
  // Whatever its status, it did not come from the API.
  if (error.code === 'unexpected_answer' || error.code === 'redirected') return EXIT.unavailable;
  if (error instanceof AuthenticationError) return EXIT.unauthenticated;
  if (error instanceof PermissionDeniedError || error instanceof NotFoundError) return EXIT.refused;
  if (error instanceof ValidationError || error instanceof ConflictError) return EXIT.usage;
  if (error.code === 'invalid_option' || isRefusal(error.statusCode)) return EXIT.usage;
  return EXIT.unavailable;
}

/** Statuses that find fault with the request, and will again. */
function isRefusal(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** What finds the request in the server's log, when it got there. */
function reference({ requestId, code }: QarionError): string {
  return requestId === null ? '' : ` (${code}, request ${requestId})`;
}

function faultLine({ loc, msg }: { loc: (string | number)[]; msg: string }): string {
  return `  ${loc.filter((part) => part !== 'body').join('.')}: ${msg}`;
}
