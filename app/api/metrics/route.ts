import { requireMetricsToken } from '@/lib/http/metrics-token';
import { Answer } from '@/lib/http/operation';
import { getMetricsOperation } from '@/lib/http/operations/platform';
import { route } from '@/lib/http/route';
import { withoutKey } from '@/lib/http/with-api-key';
import { SCRAPE_TYPE, scrape } from '@/lib/metrics/scrape';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    GET: withoutKey(getMetricsOperation, async ({ request }) => {
      requireMetricsToken(request);
      return new Answer(200, await scrape(), { 'Content-Type': SCRAPE_TYPE });
    }),
  },
  { isPublic: true },
);
