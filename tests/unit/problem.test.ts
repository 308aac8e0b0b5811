import { AppError } from '@/lib/errors/app-error';
import { ERROR_CODES, type ErrorCode } from '@/lib/errors/codes';
import { problemResponse } from '@/lib/http/problem';

const codes = Object.keys(ERROR_CODES) as ErrorCode[];

const CHALLENGES: Partial<Record<ErrorCode, string>> = {
  missing_credentials: 'Bearer realm="qarion"',
  invalid_token: 'Bearer realm="qarion", error="invalid_token"',
  expired: 'Bearer realm="qarion", error="invalid_token"',
  revoked: 'Bearer realm="qarion", error="invalid_token"',
  insufficient_scope: 'Bearer realm="qarion", error="insufficient_scope"',
};

describe('a problem document', () => {
  it.each(codes)(
    '%s has the members of RFC 9457, our code, the request id, and the right challenge',
    async (code) => {
      const response = problemResponse(new AppError(code, { detail: 'What happened.' }), 'request-1');
      const { status, title } = ERROR_CODES[code];
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-request-id')).toBe('request-1');
      expect(response.headers.get('www-authenticate')).toBe(CHALLENGES[code] ?? null);
      expect(response.headers.get('retry-after')).toBeNull();
      expect(await response.json()).toEqual({
        type: `/docs/api#error-${code}`,
        title,
        status,
        detail: 'What happened.',
        code,
        request_id: 'request-1',
      });
    },
  );

  it('names each fault, and says when to try again', async () => {
    const fields = [{ loc: ['body', 'name'], msg: 'Enter a name.', type: 'too_small' }];
    const error = new AppError('validation_failed', { detail: 'No.', fields, retryAfterSeconds: 7 });
    const response = problemResponse(error, 'request-1', { Allow: 'GET' });
    expect(response.headers.get('retry-after')).toBe('7');
    expect(response.headers.get('allow')).toBe('GET');
    expect((await response.json()).errors).toEqual(fields);
  });

  it('never tells the cause', async () => {
    const error = new AppError('internal_error', { detail: 'Sorry.', cause: new Error('password=hunter2') });
    const response = problemResponse(error, 'request-1');
    expect((await response.text()) + JSON.stringify([...response.headers])).not.toContain('hunter2');
  });
});
