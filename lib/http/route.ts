import 'server-only';
import { AppError } from '../errors/app-error';
import { METHODS, type Method, type RouteHandler } from './answering';
import { refusing } from './with-api-key';

type Handlers = Partial<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', RouteHandler>>;

/**
 * All of a path's methods, to be exported from its `route.ts`. Those that are
 * not given answer 405 with `Allow` (RFC 9110, 15.5.6), instead of the
 * framework's empty 405.
 */
export function route(handlers: Handlers, { isPublic = false } = {}): Record<Method, RouteHandler> {
  const given = Object.keys(handlers);
  const allow = METHODS.filter((method) => given.includes(method) || (method === 'HEAD' && handlers.GET));
  const refuse = refusing(
    () => ({
      error: new AppError('method_not_allowed', { detail: `This path answers ${allow.join(', ')}.` }),
      headers: { Allow: allow.join(', ') },
    }),
    isPublic,
  );
  const all: Partial<Record<Method, RouteHandler>> = { ...handlers, HEAD: handlers.GET };
  return Object.fromEntries(METHODS.map((method) => [method, all[method] ?? refuse])) as Record<
    Method,
    RouteHandler
  >;
}

/** For paths under /api that do not exist: 404 to whoever has a key, 401 to everyone else. */
export function unknownPath(): Record<Method, RouteHandler> {
  const refuse = refusing(
    () => ({
      error: new AppError('not_found', {
        detail: 'There is nothing at this path. See /docs/api for what there is.',
      }),
    }),
    false,
  );
  return Object.fromEntries(METHODS.map((method) => [method, refuse])) as Record<Method, RouteHandler>;
}
