import type { z } from 'zod';
import { AppError, type FieldError } from './errors/app-error';

/**
 * Parses input from outside.
 *
 * @param at Where it came from (`body`, `path`, `query`, `header`): the start of each `loc`. Forms have none.
 * @throws AppError `validation_failed` that names every fault.
 */
export function validate<S extends z.ZodType>(
  schema: S,
  input: unknown,
  at?: 'body' | 'path' | 'query' | 'header',
): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(
    (issue): FieldError => ({
      loc: [
        ...(at ? [at] : []),
        ...issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
      ],
      msg: issue.message,
      type: issue.code,
    }),
  );
  const where = fields.map(({ loc, msg }) => `${loc.join('.') || 'input'}: ${msg}`).join(' ');
  throw new AppError('validation_failed', { detail: where, fields });
}
