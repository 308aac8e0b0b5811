import type { Me } from '../generated/types.js';
import type { RequestOptions } from '../requests.js';
import type { Transport } from '../transport.js';

/** The person behind the key. */
export class Users {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Who the key belongs to, their spaces and roles, and the key itself. */
  me(options?: RequestOptions): Promise<Me> {
    return this.#transport.call('getMe', { options });
  }
}
