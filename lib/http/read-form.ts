import { AppError } from '../errors/app-error';
import { readBounded } from './read-json';

const MAX_BYTES = 64 * 1024;

export const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * A request's form, as OAuth reads it (RFC 6749, 3.2): what has no value is as
 * if it were absent, and nothing may be there twice.
 *
 * @throws AppError 415 when it is not declared as a form, 413 past 64 KiB, `invalid_request`.
 */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';');
  if (type.trim().toLowerCase() !== FORM_TYPE) {
    throw new AppError('unsupported_media_type', { detail: `Send the body as ${FORM_TYPE}.` });
  }
  const fields = [...new URLSearchParams((await readBounded(request, MAX_BYTES)).toString('utf8'))];
  const names = fields.map(([name]) => name);
  if (new Set(names).size < names.length) {
    throw new AppError('invalid_request', { detail: 'Send each parameter once.' });
  }
  return Object.fromEntries(fields.filter(([, value]) => value !== ''));
}
