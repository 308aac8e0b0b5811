import { requestDeviceLogin } from '@/lib/device-logins/device-codes';
import { toDeviceCodesJson } from '@/lib/device-logins/json';
import { requestDeviceCodeOperation } from '@/lib/http/operations/device-login';
import { route } from '@/lib/http/route';
import { withOAuth } from '@/lib/http/with-oauth';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: withOAuth(requestDeviceCodeOperation, async ({ request, body }) => {
      const asked = { clientId: body.client_id, deviceName: body.device_name };
      return toDeviceCodesJson(await requestDeviceLogin(asked, request.headers.get('x-forwarded-for')));
    }),
  },
  { isPublic: true },
);
