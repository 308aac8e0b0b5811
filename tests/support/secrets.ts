import { hashSecret } from '@/lib/api-keys/token';

/** What of a secret can be found anywhere in a value, in any usual spelling. */
export function tracesOf(secret: string, value: unknown): ('secret' | 'hash')[] {
  const hash = Buffer.from(hashSecret(secret));
  const text = flatten(value);
  const forms = {
    secret: [secret, secret.slice(19), Buffer.from(secret).toString('base64').slice(28, 80)],
    hash: [hash.toString('hex'), hash.toString('base64'), hash.toString('base64url'), [...hash].join()],
  };
  const found = (['secret', 'hash'] as const).filter((kind) =>
    forms[kind].some((form) => text.toLowerCase().includes(form.toLowerCase())),
  );
  return found;
}

/** Every text and every byte in a value, however deep. */
function flatten(value: unknown): string {
  if (value instanceof Uint8Array) return [...value].join();
  if (typeof value === 'object' && value !== null) {
    return Reflect.ownKeys(value)
      .map((key) => `${String(key)}: ${flatten(Reflect.get(value, key))}`)
      .join('\n');
  }
  return String(value);
}
