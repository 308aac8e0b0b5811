import {
  formatUserCode,
  generateDeviceCode,
  generateUserCode,
  hashDeviceCode,
  parseUserCode,
} from '@/lib/device-logins/codes';
import { deviceNameSchema } from '@/lib/device-logins/schema';

describe('a user code', () => {
  it('has eight letters that nobody mistakes for others, all of them in use', () => {
    const codes = Array.from({ length: 500 }, generateUserCode);
    for (const code of codes) expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
    expect(new Set(codes).size).toBe(500);
    expect(new Set(codes.join('')).size).toBe(20);
  });

  it('is shown in two halves and read as people type it', () => {
    expect(formatUserCode('BCDFGHJK')).toBe('BCDF-GHJK');
    for (const typed of ['BCDF-GHJK', 'bcdfghjk', ' bcdf ghjk\n', 'Bcdf–Ghjk', 'b-c-d-f-g-h-j-k']) {
      expect(parseUserCode(typed)).toBe('BCDFGHJK');
    }
  });

  it.each(['', 'BCDF', 'BCDF-GHJKL', 'ABCD-FGHJ', 'BCDF-GHJ1', 'BCDF%GHJK', 'B'.repeat(10_000)])(
    'is not %p',
    (text) => expect(parseUserCode(text)).toBeNull(),
  );
});

describe('a device code', () => {
  it('has 256 random bits and is stored as 32 other bytes', () => {
    const codes = Array.from({ length: 100 }, generateDeviceCode);
    expect(new Set(codes).size).toBe(100);
    for (const code of codes) expect(code).toMatch(/^[\w-]{43}$/);
    expect(hashDeviceCode(codes[0] ?? '')).toHaveLength(32);
  });
});

describe('what a device calls itself', () => {
  it.each(['nb-7', ' Ada’s laptop ', '', 'x'.repeat(100)])('can be %p', (name) =>
    expect(deviceNameSchema.parse(name)).toBe(name.trim()),
  );

  it.each(['a\nb', 'a\u202eb', 'a\u200bb', '\u0000', 'x'.repeat(101), `qarion_live_sk_${'a'.repeat(20)}`])(
    'cannot be %p',
    (name) => expect(deviceNameSchema.safeParse(name).success).toBe(false),
  );
});
