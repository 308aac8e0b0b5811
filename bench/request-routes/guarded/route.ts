import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';
import { answer, operation } from '../answer';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: withApiKey(operation, answer) });
