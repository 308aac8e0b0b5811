import { benchPackage } from './packages';

/** As much of Lighthouse as is used here; its own types may not be installed. */
type Lighthouse = {
  default(url: string, flags: object, config?: object): Promise<{ lhr: Report } | undefined>;
  desktopConfig: object;
};
type Report = {
  runtimeError?: { message: string };
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string; numericValue?: number }>;
};

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Device = 'desktop' | 'mobile';
export type Scores = { points: Record<string, number>; lcp: number; faults: string[] };

/** What Lighthouse finds of a page that is reached with a cookie, in a browser that listens on this port. */
export async function audit(url: string, cookie: string, port: number, device: Device): Promise<Scores> {
  const lighthouse = await benchPackage<Lighthouse>('lighthouse');
  const flags = { port, output: 'json', logLevel: 'error', extraHeaders: { Cookie: cookie } };
  const config = device === 'desktop' ? lighthouse.desktopConfig : undefined;
  const result = await lighthouse.default(url, { ...flags, onlyCategories: CATEGORIES }, config);
  if (!result || result.lhr.runtimeError) {
    throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message ?? 'it found nothing'}`);
  }
  const { categories, audits } = result.lhr;
  const points = CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]);
  return {
    points: Object.fromEntries(points),
    lcp: audits['largest-contentful-paint']?.numericValue ?? Number.NaN,
    faults: faultsOf(result.lhr),
  };
}

/** The audits that cost points, each with its category. */
function faultsOf({ categories, audits }: Report): string[] {
  return Object.entries(categories).flatMap(([category, { auditRefs }]) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${category}: ${audits[id]?.title} (${id})`),
  );
}
