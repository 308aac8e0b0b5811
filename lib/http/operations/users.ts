import { meJsonSchema } from '../../users/json';
import { operation } from '../operation';

export const getMeOperation = operation({
  id: 'getMe',
  method: 'GET',
  path: '/users/me',
  tag: 'Users',
  summary: 'Get yourself',
  description: 'Who the key belongs to, their spaces and roles, and the key itself.',
  success: { status: 200, description: 'You, and the key that asked.', output: meJsonSchema },
});
