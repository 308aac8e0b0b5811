import { API_KEY_MAX_EXPIRY_DAYS, API_KEY_NAME_MAX_LENGTH } from '@/lib/api-keys/limits';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { DAY_MS } from './day';

export const EXPIRY_CHOICES = [
  { value: '30', label: '30 days' },
  { value: '60', label: '60 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '365 days' },
  { value: 'custom', label: 'Custom' },
  { value: 'never', label: 'Never' },
] as const;
export type ExpiryChoice = (typeof EXPIRY_CHOICES)[number]['value'];

/** What to send: whole days, `null` for never, `NaN` when the custom field holds no number. */
export function expiryDays(choice: ExpiryChoice, customDays: string): number | null {
  if (choice === 'never') return null;
  const text = choice === 'custom' ? customDays.trim() : choice;
  return text === '' ? Number.NaN : Number(text);
}

/** The day a key made now would end, or `null` when the number is not one a key may have. */
export function expiryDate(days: number | null, now: number): Date | null {
  const allowed = days !== null && Number.isInteger(days) && days >= 1 && days <= API_KEY_MAX_EXPIRY_DAYS;
  return allowed ? new Date(now + days * DAY_MS) : null;
}

/** The choice that gives a key as long as this one was given. */
export function expiryChoiceOf({ createdAt, expiresAt }: Pick<ApiKeyView, 'createdAt' | 'expiresAt'>): {
  choice: ExpiryChoice;
  customDays: string;
} {
  if (expiresAt === null) return { choice: 'never', customDays: '' };
  const days = String(Math.max(1, Math.round((expiresAt.getTime() - createdAt.getTime()) / DAY_MS)));
  const choice = EXPIRY_CHOICES.find(({ value }) => value === days)?.value;
  return choice ? { choice, customDays: '' } : { choice: 'custom', customDays: days };
}

/** A name for the key that takes over from another: names are unique, so it cannot be the same. */
export function replacementName(name: string): string {
  const match = /^(.*) \((\d+)\)$/.exec(name);
  const [base, number] = match ? [match[1] ?? name, Number(match[2]) + 1] : [name, 2];
  const suffix = ` (${number})`;
  return `${base.slice(0, API_KEY_NAME_MAX_LENGTH - suffix.length).trimEnd()}${suffix}`;
}
