import { exchangeDeviceCode } from '@/lib/device-logins/device-codes';
import { toDeviceTokenJson } from '@/lib/device-logins/json';
import { exchangeDeviceCodeOperation } from '@/lib/http/operations/device-login';
import { route } from '@/lib/http/route';
import { withOAuth } from '@/lib/http/with-oauth';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: withOAuth(exchangeDeviceCodeOperation, async ({ body }) => {
      const { grant_type: grantType, device_code: deviceCode, client_id: clientId } = body;
      return toDeviceTokenJson(await exchangeDeviceCode({ grantType, deviceCode, clientId }));
    }),
  },
  { isPublic: true },
);
