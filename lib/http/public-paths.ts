/**
 * The only API paths that answer without a key, as whole paths or folders
 * below /api. A test walks every route and fails if another one does.
 */
const PUBLIC_PATH = /^\/api\/(?:v1\.0\/)?(?:health(?:\/live|\/ready)?|metrics|openapi\.json|auth\/[^/].*)$/;

export function isPublicApiPath(pathname: string): boolean {
  return PUBLIC_PATH.test(pathname);
}
