import 'server-only';
import { AppError } from '@/lib/errors/app-error';

/**
 * Names what is wrong by its whole way through the check, as in
 * `thresholds.warning.value`: an error otherwise goes by the end of it, which
 * both thresholds share.
 */
export async function namingFields<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AppError) || error.fields.length === 0) throw error;
    const fields = error.fields.map((field) => ({
      ...field,
      loc: [field.loc.filter((part) => part !== 'definition').join('.')],
    }));
    throw new AppError(error.code, { detail: error.detail, fields, cause: error.cause });
  }
}
