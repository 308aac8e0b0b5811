import {
  expiryChoiceOf,
  expiryDate,
  expiryDays,
  replacementName,
} from '@/app/(app)/settings/api-keys/_lib/expiry';
import { overlapEnd } from '@/app/(app)/settings/api-keys/_lib/overlap';
import { usageText } from '@/app/(app)/settings/api-keys/_lib/usage-text';
import { envFile, maskedKey, snippets } from '@/components/key-snippets';
import { apiKeyNameSchema } from '@/lib/api-keys/schema';

const BASE_URL = 'https://qarion.example/api';

describe('the expiry of a new key', () => {
  it('is what was chosen or typed, and not a number when that is none', () => {
    expect(expiryDays('90', 'ignored')).toBe(90);
    expect(expiryDays('never', '5')).toBeNull();
    expect(expiryDays('custom', ' 45 ')).toBe(45);
    expect(expiryDays('custom', '')).toBeNaN();
    expect(expiryDays('custom', 'soon')).toBeNaN();
  });

  it('is announced as a date only when the server would accept it', () => {
    expect(expiryDate(1, 0)).toEqual(new Date('1970-01-02'));
    for (const days of [null, Number.NaN, 0, -1, 1.5, 3651]) expect(expiryDate(days, 0)).toBeNull();
  });
});

describe('a rotation', () => {
  const given = (days: number | null) =>
    expiryChoiceOf({ createdAt: new Date(0), expiresAt: expiryDate(days, 0) });

  it('gives the new key as long as the old one was given, unless somebody chooses', () => {
    expect(given(90)).toEqual({ choice: '90', customDays: '' });
    expect(given(45)).toEqual({ choice: 'custom', customDays: '45' });
    expect(given(null)).toEqual({ choice: 'never', customDays: '' });
  });

  it('says when the old key ends: after the overlap, or by itself if that is sooner', () => {
    const hour = new Date(3_600_000);
    expect(overlapEnd(null, '1', 0)).toEqual({ end: hour, isOwnEnd: false });
    expect(overlapEnd(hour, '24', 0)).toEqual({ end: hour, isOwnEnd: true });
  });
});

describe('the name of a replacement', () => {
  it.each([
    ['CI', 'CI (2)'],
    ['CI (2)', 'CI (3)'],
    ['CI (x)', 'CI (x) (2)'],
  ])('for %s is %s', (name, replacement) => expect(replacementName(name)).toBe(replacement));

  it('is never too long', () => {
    expect(apiKeyNameSchema.safeParse(replacementName('x'.repeat(100))).success).toBe(true);
  });
});

describe('the ways to use a key', () => {
  it('each hold the key and the address', () => {
    for (const { id, code } of snippets('KEY', BASE_URL))
      expect([id, code]).toEqual([id, expect.stringMatching(/KEY/)]);
    for (const { code } of snippets('KEY', BASE_URL)) expect(code).toContain(BASE_URL);
    expect(envFile('KEY', BASE_URL)).toBe(`QARION_API_KEY=KEY\nQARION_BASE_URL=${BASE_URL}\n`);
  });

  it('are drawn with nothing but the public start of the key', () => {
    expect(maskedKey('qarion_live_sk_Ab3d')).toMatch(/^qarion_live_sk_Ab3d•+$/);
  });
});

describe('what is said about the use of a key', () => {
  const now = Date.UTC(2026, 10, 23);
  const createdAt = new Date(now - 86_400_000);
  const unknown = { lastUsedAgent: null, lastUsedAddress: null, recentRequests: 0 };

  it('names when, by what, from where and how often, as far as that is known', () => {
    const lastUsedAt = new Date(now - 180_000);
    const full = {
      createdAt,
      lastUsedAt,
      lastUsedAgent: 'python-httpx/0.27',
      lastUsedAddress: '203.0.113.7',
      recentRequests: 1204,
    };
    expect(usageText(full, now)).toBe(
      'Used 3 minutes ago by python-httpx/0.27 from 203.0.113.7; 1,204 requests in 7 days.',
    );
    const once = { createdAt, lastUsedAt, ...unknown, recentRequests: 1 };
    expect(usageText(once, now)).toBe('Used 3 minutes ago; 1 request in 7 days.');
    expect(usageText({ createdAt, lastUsedAt, ...unknown }, now)).toBe('Used 3 minutes ago.');
    expect(usageText({ createdAt, lastUsedAt: null, ...unknown }, now)).toBe(
      'Created 1 day ago and never used.',
    );
  });
});
