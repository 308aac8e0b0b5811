import { apiKeyJsonSchema } from '../../api-keys/json';
import { profileJsonSchema } from '../../users/json';
import { operation } from '../operation';

const meJsonSchema = profileJsonSchema
  .extend({ api_key: apiKeyJsonSchema.meta({ description: 'The key this request came with.' }) })
  .meta({ id: 'Me' });

export const getMeOperation = operation({
  id: 'getMe',
  method: 'GET',
  path: '/users/me',
  tag: 'Users',
  summary: 'Get yourself',
  description: 'Who the key belongs to, their spaces and roles, and the key itself.',
  success: { status: 200, description: 'You, and the key that asked.', output: meJsonSchema },
});
