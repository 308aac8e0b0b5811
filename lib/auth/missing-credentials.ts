import { AppError } from '../errors/app-error';

/** What a request without a bearer key is told, by the edge and by the handlers. */
export function missingCredentials(): AppError {
  return new AppError('missing_credentials', {
    detail: 'Send an API key: Authorization: Bearer qarion_live_sk_… Create one in Settings > API keys.',
  });
}
