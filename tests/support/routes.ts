import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { RouteContext, RouteHandler } from '@/lib/http/answering';

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type Method = (typeof METHODS)[number];
export type RouteModule = Partial<Record<Method, RouteHandler>>;
export type Route = { file: string; path: string; load(): Promise<RouteModule> };

const ROOT = path.resolve('app/api');

/** Every `route.ts` below app/api, with its path as the framework derives it: `/api-keys/[id]`. */
export const routes: Route[] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'route.ts')
  .sort()
  .map((file) => ({
    file,
    path: `/${path.dirname(file)}`,
    load: () => import(path.join(ROOT, file)),
  }));

/** The routes whose methods are ours; next-auth's handler makes its own answers. */
export const ownRoutes = routes.filter(({ path }) => path !== '/auth/[...nextauth]');

/** Calls the route that answers a path below /api, choosing it as the framework does. */
export async function call(method: Method, pathname: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(`http://localhost:3000/api${pathname}`, { ...init, method });
  const parts = new URL(request.url).pathname.split('/').slice(2).map(decodeURIComponent);
  const found = [...ownRoutes]
    .sort((a, b) => dynamicParts(a.path) - dynamicParts(b.path))
    .flatMap((route) => ({ route, params: match(route.path.split('/').slice(1), parts) }))
    .find(({ params }) => params !== null);
  const handler = (await found?.route.load())?.[method];
  if (!found?.params || !handler) throw new Error(`nothing answers ${method} ${pathname}`);
  const context: RouteContext = { params: Promise.resolve(found.params) };
  return handler(request, context);
}

/** What a request with a key says. */
export function withKey(secret: string, init: RequestInit = {}): RequestInit {
  return { ...init, headers: { ...init.headers, authorization: `Bearer ${secret}` } };
}

/** A request body. */
export function json(body: unknown): RequestInit {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

function dynamicParts(pattern: string): number {
  return pattern.split('[').length - 1 + (pattern.includes('[...') ? 100 : 0);
}

function match(pattern: string[], parts: string[]): Record<string, string | string[]> | null {
  const params: Record<string, string | string[]> = {};
  for (const [index, segment] of pattern.entries()) {
    const [, rest, name] = /^\[{1,2}(\.\.\.)?(\w+)\]{1,2}$/.exec(segment) ?? [];
    const part = parts[index];
    if (part === undefined && !segment.startsWith('[[')) return null;
    if (rest && name) return { ...params, [name]: parts.slice(index) };
    if (name && part !== undefined) params[name] = part;
    else if (segment !== part) return null;
  }
  return pattern.length === parts.length ? params : null;
}
