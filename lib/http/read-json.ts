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
  return parseJson(await readBounded(request, MAX_BYTES));
}

/** @throws AppError 400 when the bytes are not JSON in UTF-8. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('malformed_json', { detail: 'The body is not valid JSON in UTF-8.' });
  }
}

/** @throws AppError 413 past the given size, whatever the request claims its own to be. */
export async function readBounded(request: Request, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('payload_too_large', {
    detail: `The body is larger than ${maxBytes / 1024} KiB, the most that is accepted.`,
  });
}
