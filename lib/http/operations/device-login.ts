import {
  deviceCodeFormSchema,
  deviceCodesJsonSchema,
  deviceTokenFormSchema,
  deviceTokenJsonSchema,
} from '../../device-logins/json';
import { operation } from '../operation';

const tag = 'Device login';

export const requestDeviceCodeOperation = operation({
  id: 'requestDeviceCode',
  method: 'POST',
  path: '/auth/device/code',
  tag,
  summary: 'Ask to be signed in',
  description:
    'The first step of OAuth’s device authorization (RFC 8628), for programs without a browser: show the person `user_code` and where to enter it, and ask for the key meanwhile.',
  protocol: 'oauth',
  body: deviceCodeFormSchema,
  success: { status: 200, description: 'The two codes.', output: deviceCodesJsonSchema },
  errors: ['invalid_request', 'invalid_client', 'too_many_attempts', 'database_unavailable'],
  isPublic: true,
});

export const exchangeDeviceCodeOperation = operation({
  id: 'exchangeDeviceCode',
  method: 'POST',
  path: '/auth/device/token',
  tag,
  summary: 'Ask for the key',
  description:
    'The second step: again and again, `interval` seconds apart, as long as the answer is `authorization_pending`. Each `slow_down` makes the interval five seconds longer. Once approved, the key is made and given in one answer.',
  protocol: 'oauth',
  body: deviceTokenFormSchema,
  success: { status: 200, description: 'The key, as an access token.', output: deviceTokenJsonSchema },
  errors: [
    'authorization_pending',
    'slow_down',
    'access_denied',
    'expired_token',
    'invalid_grant',
    'invalid_request',
    'invalid_client',
    'unsupported_grant_type',
    'database_unavailable',
  ],
  isPublic: true,
});
