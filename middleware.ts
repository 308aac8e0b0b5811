import { type NextRequest, NextResponse } from 'next/server';
import { readBearer } from './lib/auth/bearer';
import { missingCredentials } from './lib/auth/missing-credentials';
import { AppError } from './lib/errors/app-error';
import { contentSecurityPolicy } from './lib/http/content-security-policy';
import { problemResponse } from './lib/http/problem';
import { isPublicApiPath } from './lib/http/public-paths';
import { requestIdOf } from './lib/http/request-id';
import { countFailure } from './lib/rate-limits/failed-attempts';

/**
 * The edge. It turns away API requests whose key has the wrong shape, before
 * any handler or database, and gives each page its own Content-Security-Policy.
 * It decides nothing: every handler and page authenticates for itself.
 *
 * The literal below is read by the framework at build time and cannot be
 * imported. A well-formed bearer key does not match the first entry, so it
 * passes without the cost of a middleware; a test keeps its shape equal to
 * `SECRET_PATTERN`.
 */
export const config = {
  matcher: [
    {
      source: '/api/:path*',
      missing: [
        {
          type: 'header',
          key: 'authorization',
          value: '[Bb][Ee][Aa][Rr][Ee][Rr] +qarion_live_sk_[0-9A-Za-z]{49}',
        },
      ],
    },
    { source: '/((?!api/|_next/static/|_next/image|favicon\\.ico$|icon\\.svg$).*)' },
  ],
};

export async function middleware(request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  return pathname === '/api' || pathname.startsWith('/api/')
    ? guardApi(request, pathname)
    : securePage(request);
}

async function guardApi(request: NextRequest, pathname: string): Promise<Response> {
  if (isPublicApiPath(pathname)) return NextResponse.next();
  const bearer = readBearer(request.headers.get('authorization'));
  // The matcher lets a good shape through, but not every path is matched as it is written: the handler decides.
  if (bearer.kind === 'secret') return NextResponse.next();
  const error =
    bearer.kind === 'absent' ? missingCredentials() : new AppError('invalid_token', { detail: bearer.why });
  const answer = await countFailure(error, request.headers.get('x-forwarded-for'));
  return problemResponse(answer, requestIdOf(request.headers));
}

function securePage(request: NextRequest): Response {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // So that whoever must sign in first comes back to the page they asked for.
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  // The framework reads the nonce for its own scripts from the policy on the request.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}
