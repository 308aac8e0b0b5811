import 'server-only';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What the framework's build says of the routes there are, most particular first. */
type Manifest = {
  staticRoutes: { page: string }[];
  dynamicRoutes: { page: string; regex: string }[];
  rewrites: { beforeFiles: { source: string; destination: string; regex: string }[] };
};

/** Names a path by its route: `/api/api-keys/{id}`, or `unmatched`. Never by itself, so the names are few. */
export type RouteOf = (pathname: string) => string;

export const UNMATCHED = 'unmatched';
/** What a page loads: too many to name and too dull to tell of. */
export const ASSETS = '/_next/*';
const ASSETS_FOLDER = '/_next/';

/**
 * Reads the routes of this build. All that is asked for is named here, also what
 * the edge or the server refuses before any route is reached. While developing
 * there is no list, and everything is `unmatched`.
 */
export function readRoutes(folder = path.join(process.cwd(), '.next')): RouteOf {
  try {
    return routesOf(JSON.parse(readFileSync(path.join(folder, 'routes-manifest.json'), 'utf8')));
  } catch {
    return () => UNMATCHED;
  }
}

export function routesOf({ staticRoutes, dynamicRoutes, rewrites }: Manifest): RouteOf {
  const fixed = new Set(staticRoutes.map(({ page }) => page).filter((page) => !page.startsWith('/_')));
  const templates = dynamicRoutes.map(({ page, regex }) => ({
    template: templateOf(page),
    pattern: new RegExp(regex),
  }));
  const spellings = rewrites.beforeFiles.map(({ destination, regex }) => ({
    pattern: new RegExp(regex),
    base: destination.replace('/:path*', ''),
  }));
  return (asked) => {
    if (asked.startsWith(ASSETS_FOLDER)) return ASSETS;
    const pathname = rewritten(asked, spellings);
    if (fixed.has(pathname)) return pathname;
    return templates.find(({ pattern }) => pattern.test(pathname))?.template ?? UNMATCHED;
  };
}

/** Both public spellings of a path are one route. */
function rewritten(asked: string, spellings: { pattern: RegExp; base: string }[]): string {
  let pathname = asked;
  for (const { pattern, base } of spellings) {
    const [match, rest] = pattern.exec(pathname) ?? [];
    if (match !== undefined) pathname = rest ? `${base}/${rest}` : base;
  }
  return pathname;
}

/** As the API reference spells it. What catches every path that nothing else does is no route. */
function templateOf(page: string): string {
  if (page.includes('[[...')) return UNMATCHED;
  return page.replace(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}');
}
