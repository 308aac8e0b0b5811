import 'server-only';
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { z } from 'zod';
import { authOptions } from '../auth/options';
import { enabledProviders } from '../auth/providers';
import { currentSession } from '../auth/session';
import { AppError } from '../errors/app-error';
import { ERROR_CODES, type ErrorCode } from '../errors/codes';
import { validate } from '../validate';
import { answering, METHODS, type Method, type RouteContext, type RouteHandler } from './answering';
import { problemResponse } from './problem';
import { parseJson, readBounded } from './read-json';

const BODY_MAX_BYTES = 64 * 1024;
const RETRY_AFTER_SECONDS = 3;
const FORM = 'application/x-www-form-urlencoded';
const bodySchema = z.record(z.string(), z.string());

/** What of next-auth is in use; it has more, and answers some of it with 500 or writes what it is sent to the log. */
const ACTIONS = new Map<string, Method[]>([
  ['csrf', ['GET']],
  ['providers', ['GET']],
  ['session', ['GET']],
  ['signin', ['GET']],
  ['error', ['GET']],
  ['signout', ['GET', 'POST']],
  ['callback/credentials', ['POST']],
]);
const OIDC_ACTIONS = new Map<string, Method[]>([
  ['signin/oidc', ['POST']],
  ['callback/oidc', ['GET']],
]);

/**
 * The browser's sign-in, below /api/auth: next-auth's work behind our rules.
 * Whatever it is asked and whatever goes wrong is answered like anywhere else.
 */
export function sessionRoutes(): Record<Method, RouteHandler> {
  const handler = answering(async (request, context, log) => {
    const { nextauth } = await context.params;
    const action = [nextauth].flat().join('/');
    const allowed = ACTIONS.get(action) ?? (enabledProviders().oidc ? OIDC_ACTIONS.get(action) : undefined);
    if (!allowed) throw new AppError('not_found', { detail: 'There is nothing at this path.' });
    if (!allowed.some((method) => method === request.method)) {
      const allow = allowed.join(', ');
      const error = new AppError('method_not_allowed', { detail: `This path answers ${allow}.` });
      return problemResponse(error, log.requestId, { Allow: allow });
    }
    if (action === 'session') return Response.json(await sessionView());
    return withOurStatus(await NextAuth(authOptions())(await cleanRequest(request), context as RouteContext));
  });
  return Object.fromEntries(METHODS.map((method) => [method, handler])) as Record<Method, RouteHandler>;
}

/** As next-auth's own client knows it: an end, or nothing. Asking does not extend it. */
async function sessionView(): Promise<{ expires?: string }> {
  const session = await currentSession();
  return session ? { expires: session.expiresAt.toISOString() } : {};
}

/** The same request with a small, well-formed body, and with no error to repeat but a code. */
async function cleanRequest(request: Request): Promise<NextRequest> {
  const url = new URL(request.url);
  const error = url.searchParams.get('error');
  if (error !== null && !/^\w{1,40}$/.test(error)) url.searchParams.set('error', 'unknown');
  const headers = new Headers(request.headers);
  if (request.method !== 'POST') return new NextRequest(url, { headers });
  const body = new URLSearchParams(await readFields(request)).toString();
  headers.set('content-type', FORM);
  headers.delete('content-length');
  return new NextRequest(url, { method: 'POST', headers, body });
}

async function readFields(request: Request): Promise<Record<string, string>> {
  const bytes = await readBounded(request, BODY_MAX_BYTES);
  if (bytes.length === 0) return {};
  const [type = ''] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  if (type.trim() === FORM) return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
  if (type.trim() !== 'application/json') {
    throw new AppError('unsupported_media_type', { detail: `Send the body as ${FORM}.` });
  }
  return validate(bodySchema, parseJson(bytes), 'body');
}

/** next-auth says 401 to every failed sign-in, and why in the address to go to next. */
async function withOurStatus(answer: Response): Promise<Response> {
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
  if (answer.status >= 500 || (answer.status >= 400 && !isJson)) {
    throw new Error(`next-auth answered ${answer.status}: ${await answer.text()}`);
  }
  if (answer.status < 400) return answer;
  const body: { url?: string } = await answer.json();
  const code = body.url && new URL(body.url).searchParams.get('error');
  const status =
    code && Object.hasOwn(ERROR_CODES, code) ? ERROR_CODES[code as ErrorCode].status : answer.status;
  const headers = new Headers(answer.headers);
  if (status === 503) headers.set('Retry-After', String(RETRY_AFTER_SECONDS));
  return Response.json(body, { status, headers });
}
