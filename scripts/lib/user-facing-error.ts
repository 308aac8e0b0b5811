/** A failure a person can act on: its message is the one sentence they are shown, without a stack trace. */
export class UserFacingError extends Error {
  readonly exitCode: number;

  constructor(message: string, options: { cause?: unknown; exitCode?: number } = {}) {
    super(message, { cause: options.cause });
    this.name = 'UserFacingError';
    this.exitCode = options.exitCode ?? 1;
  }
}

/** The `code` of a Node or PostgreSQL error (`ENOENT`, `3D000`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
