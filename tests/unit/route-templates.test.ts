import { routesOf } from '@/lib/http/route-templates';

const dynamic = (page: string, regex: string) => ({ page, regex });
const routeOf = routesOf({
  staticRoutes: [{ page: '/' }, { page: '/_not-found' }, { page: '/sign-in' }, { page: '/api/api-keys' }],
  dynamicRoutes: [
    dynamic('/api/api-keys/[id]', '^/api/api\\-keys/([^/]+?)(?:/)?$'),
    dynamic('/api/auth/[...nextauth]', '^/api/auth/(.+?)(?:/)?$'),
    dynamic('/api/[[...path]]', '^/api(?:/(.+?))?(?:/)?$'),
  ],
  rewrites: {
    beforeFiles: [
      {
        source: '/api/v1.0/:path*',
        destination: '/api/:path*',
        regex: '^/api/v1\\.0(?:/((?:[^/]+?)(?:/(?:[^/]+?))*))?(?:/)?$',
      },
      {
        source: '/api/api-keys/me/api-keys/:path*',
        destination: '/api/api-keys/:path*',
        regex: '^/api/api-keys/me/api-keys(?:/((?:[^/]+?)(?:/(?:[^/]+?))*))?(?:/)?$',
      },
    ],
  },
});

it.each([
  ['/', '/'],
  ['/sign-in', '/sign-in'],
  ['/api/api-keys', '/api/api-keys'],
  ['/api/api-keys/0190', '/api/api-keys/{id}'],
  ['/api/v1.0/api-keys/0190', '/api/api-keys/{id}'],
  ['/api/api-keys/me/api-keys', '/api/api-keys'],
  ['/api/v1.0/api-keys/me/api-keys/0190', '/api/api-keys/{id}'],
  ['/api/auth/callback/oidc', '/api/auth/{nextauth}'],
  ['/_next/static/chunks/0190.js', '/_next/*'],
])('%s is an address of %s', (pathname, route) => {
  expect(routeOf(pathname)).toBe(route);
});

it.each([
  '/api',
  '/api/nope',
  '/api/v1.0',
  '/nope',
  '/_not-found',
  '',
  '*',
  '//',
  '/sign-in/%00',
  '/__proto__',
])('%j, which is nobody’s, is named like all such', (pathname) => {
  expect(routeOf(pathname)).toBe('unmatched');
});
