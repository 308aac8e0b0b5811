import { AppError } from '../errors/app-error';

const MAX_BYTES = 1024 * 1024;
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json(?:\s*;|$)/i;

/**
 * A request's JSON body, read no further than 1 MiB whatever it claims to be.
 *
 * @throws AppError 415 when it is not declared as JSON, 413 past 1 MiB, 400
 *   when it is not JSON in UTF-8.
 */
export async function readJson(request: Request): Promise<unknown> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) {
    throw new AppError('unsupported_media_type', {
      detail: 'Send the body as JSON, with Content-Type: application/json.',
    });
  }
  const bytes = await readBounded(request);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('malformed_json', { detail: 'The body is not valid JSON in UTF-8.' });
  }
}

async function readBounded(request: Request): Promise<Buffer> {
  if (Number(request.headers.get('content-length')) > MAX_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): AppError {
  return new AppError('payload_too_large', {
    detail: 'The body is larger than 1 MiB (1,048,576 bytes), the most that is accepted.',
  });
}
