import type {
  ApiKey,
  CreateApiKey,
  CreatedApiKey,
  RenameApiKey,
  RotateApiKey,
  RotatedApiKey,
} from '../generated/types.js';
import type { OnceOptions, RequestOptions } from '../requests.js';
import type { Transport } from '../transport.js';

export type RotateInput = RotateApiKey & OnceOptions & RequestOptions;

/** The API keys of the key's user. */
export class ApiKeys {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Every key that was not revoked, newest first. */
  list(options?: RequestOptions): Promise<ApiKey[]> {
    return this.#transport.call('listApiKeys', { options });
  }

  /**
   * Makes a key. `fullKey` of the answer is the secret, and there it is for the
   * only time. The key that asks needs the right to create keys.
   */
  create({ name, expiresInDays, ...options }: CreateApiKey & RequestOptions): Promise<CreatedApiKey> {
    return this.#transport.call('createApiKey', { body: { name, expiresInDays }, options });
  }

  get(id: string, options?: RequestOptions): Promise<ApiKey> {
    return this.#transport.call('getApiKey', { path: { id }, options });
  }

  rename(id: string, { name, ...options }: RenameApiKey & RequestOptions): Promise<ApiKey> {
    return this.#transport.call('renameApiKey', { path: { id }, body: { name }, options });
  }

  /** Ends a key, at once and for ever. A key may revoke itself. */
  async revoke(id: string, options?: RequestOptions): Promise<void> {
    await this.#transport.call('revokeApiKey', { path: { id }, options });
  }

  /**
   * Makes a key that takes the place of this one, which goes on working for the
   * overlap. `fullKey` of the answer is the new secret, `replaces` the old key.
   */
  rotate(
    id: string,
    { signal, timeoutMs, idempotencyKey = crypto.randomUUID(), ...body }: RotateInput = {},
  ): Promise<RotatedApiKey> {
    return this.#transport.call('rotateApiKey', {
      path: { id },
      body,
      idempotencyKey,
      options: { signal, timeoutMs },
    });
  }
}
