import { VERBATIM_FIELDS } from './generated/types.js';

/** What the API calls a field: `expiresInDays` is `expires_in_days`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What this package calls a field: `expires_in_days` is `expiresInDays`. */
function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A value as the API speaks of it. */
export function toWire(value: unknown): unknown {
  return renamed(value, snakeCase);
}

/** A value of the API as this package speaks of it. */
export function fromWire(value: unknown): unknown {
  return renamed(value, camelCase);
}

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  // `fromEntries` makes even `__proto__` an ordinary field.
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      rename(name),
      VERBATIM_FIELDS.includes(name) ? part : renamed(part, rename),
    ]),
  );
}
