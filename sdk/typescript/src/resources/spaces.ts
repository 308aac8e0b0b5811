import type { Space } from '../generated/types.js';
import type { RequestOptions } from '../requests.js';
import type { Transport } from '../transport.js';

/** The spaces the key's user is a member of. */
export class Spaces {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Every space, by short name. */
  list(options?: RequestOptions): Promise<Space[]> {
    return this.#transport.call('listSpaces', { options });
  }

  /** A space by its short name. */
  get(space: string, options?: RequestOptions): Promise<Space> {
    return this.#transport.call('getSpace', { path: { slug: space }, options });
  }
}
