import { callbackPath } from '@/app/(auth)/_lib/callback-path';
import { HOME_PATH } from '@/components/home-path';

describe('where to go after signing in', () => {
  it.each(['/settings/profile', '/settings/api-keys?q=a&sort=name', '/docs/api#createApiKey'])(
    'keeps %s',
    (path) => expect(callbackPath(path)).toBe(path),
  );

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    'settings',
    '/sign-in',
    '/sign-out',
    '',
    undefined,
    ['/a', '/b'],
  ])('goes home instead of to %p', (value) => expect(callbackPath(value)).toBe(HOME_PATH));
});
