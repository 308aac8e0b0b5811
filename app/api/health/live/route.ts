import { getLivenessOperation } from '@/lib/http/operations/platform';
import { route } from '@/lib/http/route';
import { withoutKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: withoutKey(getLivenessOperation, async () => ({ status: 'ok' as const, checks: {} })) },
  { isPublic: true },
);
