import 'server-only';
import { getDecidedLogin } from '@/lib/device-logins/device-logins';
import type { DecidedLogin } from '@/lib/device-logins/schema';
import { sessionJson } from '../../../spaces/[space]/checks/_lib/session-json';

/** What the page of an approved sign-in asks again and again: does the device have its key? */
export type Pickup = Pick<DecidedLogin, 'keyName'> & { state: DecidedLogin['state'] | 'expired' };

export function GET(request: Request, context: RouteContext<'/device/[id]/status'>): Promise<Response> {
  return sessionJson(request, async (actor): Promise<Pickup> => {
    const { state, keyName, expiresAt } = await getDecidedLogin(actor, (await context.params).id);
    return { state: state === 'approved' && expiresAt <= new Date() ? 'expired' : state, keyName };
  });
}
