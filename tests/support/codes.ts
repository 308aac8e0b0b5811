import { AppError } from '@/lib/errors/app-error';
import type { ErrorCode } from '@/lib/errors/codes';

/** The code of the AppError that the work must end in. */
export async function codeOf(work: Promise<unknown>): Promise<ErrorCode> {
  const thrown = await work.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  );
  if (thrown instanceof AppError) return thrown.code;
  throw thrown;
}
