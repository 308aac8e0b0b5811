import { HOME_PATH } from '@/components/home-path';

/**
 * Where to go after sign-in. Only a path of this site is followed: anything
 * that a browser would read as another origin falls back to the home page.
 */
export function callbackPath(value: string | string[] | undefined): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return HOME_PATH;
  const base = 'http://same-origin.invalid';
  const url = URL.canParse(value, base) ? new URL(value, base) : null;
  if (url === null || url.origin !== base) return HOME_PATH;
  // `/.//host` is a path here, but written out it becomes `//host`, another origin.
  if (url.pathname.startsWith('//') || /^\/sign-(in|out)/.test(url.pathname)) return HOME_PATH;
  return `${url.pathname}${url.search}${url.hash}`;
}
