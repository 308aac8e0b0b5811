/**
 * Every error the platform can answer with: one map from code to HTTP status
 * and title. Types, problem documents and the API reference derive from it.
 */
export const ERROR_CODES = {
  missing_credentials: { status: 401, title: 'Authentication required' },
  invalid_token: { status: 401, title: 'Invalid API key' },
  expired: { status: 401, title: 'Expired API key' },
  revoked: { status: 401, title: 'Revoked API key' },
  unauthenticated: { status: 401, title: 'Sign-in required' },
  insufficient_scope: { status: 403, title: 'Not allowed for this API key' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  bad_request: { status: 400, title: 'Bad request' },
  malformed_json: { status: 400, title: 'Malformed JSON' },
  request_timeout: { status: 408, title: 'Request timeout' },
  name_taken: { status: 409, title: 'Name already in use' },
  email_taken: { status: 409, title: 'E-mail address already in use' },
  slug_taken: { status: 409, title: 'Short name already in use' },
  already_member: { status: 409, title: 'Already a member' },
  last_admin: { status: 409, title: 'Last admin of the space' },
  too_many_keys: { status: 409, title: 'Too many API keys' },
  already_set_up: { status: 409, title: 'Already set up' },
  payload_too_large: { status: 413, title: 'Request body too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  expectation_failed: { status: 417, title: 'Expectation failed' },
  validation_failed: { status: 422, title: 'Invalid input' },
  no_such_user: { status: 422, title: 'No such user' },
  wrong_password: { status: 422, title: 'Wrong password' },
  too_many_attempts: { status: 429, title: 'Too many attempts' },
  headers_too_large: { status: 431, title: 'Request headers too large' },
  internal_error: { status: 500, title: 'Internal error' },
  busy: { status: 503, title: 'Busy' },
  not_ready: { status: 503, title: 'Not ready' },
  database_unavailable: { status: 503, title: 'Database unavailable' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
