import { route } from '@/lib/http/route';
import { withoutKey } from '@/lib/http/with-api-key';
import { answer, operation } from '../answer';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: withoutKey(operation, answer) },
  { isPublic: true },
);
