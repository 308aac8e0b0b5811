import { checkReadiness } from '@/lib/health/health';
import { getReadinessOperation } from '@/lib/http/operations/platform';
import { route } from '@/lib/http/route';
import { withoutKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: withoutKey(getReadinessOperation, () => checkReadiness()) },
  { isPublic: true },
);
