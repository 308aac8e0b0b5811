import { ApiKeys } from './resources/api-keys.js';
import { Quality } from './resources/quality.js';
import { Spaces } from './resources/spaces.js';
import { Users } from './resources/users.js';
import { type QarionOptions, readSettings } from './settings.js';
import { Transport } from './transport.js';

/**
 * The Qarion API, with an API key.
 *
 * ```ts
 * const client = new Qarion(); // the key in QARION_API_KEY
 * const execution = await client.quality.trigger('my-space', 'my-check');
 * ```
 */
export class Qarion {
  readonly users: Users;
  readonly apiKeys: ApiKeys;
  readonly spaces: Spaces;
  readonly quality: Quality;

  /** @throws AuthenticationError when the key cannot be one, saying what is wrong with it. */
  constructor(options: QarionOptions = {}) {
    const transport = new Transport(readSettings(options));
    this.users = new Users(transport);
    this.apiKeys = new ApiKeys(transport);
    this.spaces = new Spaces(transport);
    this.quality = new Quality(transport);
  }
}
