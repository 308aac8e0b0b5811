import { apiKeyNameSchema, createApiKeySchema, expiresInDaysSchema } from '@/lib/api-keys/schema';
import { hashPassword, verifyPassword } from '@/lib/users/password';
import { emailSchema, newPasswordSchema, profileSchema } from '@/lib/users/schema';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe("a key's name", () => {
  it.each([
    ['  CI  ', 'CI'],
    ['\tCI\n', 'CI'],
    ['a'.repeat(100), 'a'.repeat(100)],
    [`  ${'a'.repeat(100)}  `, 'a'.repeat(100)],
    ['日本語 🔑', '日本語 🔑'],
  ])('%p is kept as %p', (given, kept) => expect(apiKeyNameSchema.parse(given)).toBe(kept));

  it.each([
    '',
    '   ',
    '\u00a0',
    'a'.repeat(101),
    'a\nb',
    'a\u0000b',
    'a\u001bb',
    'a\u007fb',
    'a\u0085b',
    'a\u2028b',
    'a\u2029b',
    undefined,
    null,
    5,
    ['a'],
  ])('%p is refused', (name) => expect(accepts(apiKeyNameSchema, name)).toBe(false));
});

describe("a key's life", () => {
  it.each([1, 90, 3650])('may be %p days', (days) => expect(accepts(expiresInDaysSchema, days)).toBe(true));

  it.each([0, -1, 3651, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '90', null, undefined])(
    'may not be %p',
    (days) => expect(accepts(expiresInDaysSchema, days)).toBe(false),
  );

  it('is without end, and the key may create none, unless told otherwise', () => {
    expect(createApiKeySchema.parse({ name: 'a' })).toEqual({
      name: 'a',
      expiresInDays: null,
      canCreateKeys: false,
    });
  });
});

describe('a new password', () => {
  it.each([
    ['12 characters', 'a'.repeat(12), true],
    ['11 characters', 'a'.repeat(11), false],
    ['72 bytes', 'a'.repeat(72), true],
    ['73 bytes', 'a'.repeat(73), false],
    ['72 bytes of two each', 'ä'.repeat(36), true],
    ['74 bytes of two each', 'ä'.repeat(37), false],
    ['72 bytes of four each', '🔑'.repeat(18), true],
    ['76 bytes of four each', '🔑'.repeat(19), false],
    ['71 bytes and one character of two', `${'a'.repeat(71)}ä`, false],
  ])('of %s: %s', (_what, password, isAccepted) => {
    expect(accepts(newPasswordSchema, password)).toBe(isAccepted);
  });

  it('is not trimmed or changed', () => {
    expect(newPasswordSchema.parse('  twelve chars  ')).toBe('  twelve chars  ');
  });

  it('is hashed by bcrypt with a work factor of at least 12, never twice alike', async () => {
    const [first, second] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(Number(/^\$2[aby]\$(\d\d)\$/.exec(first)?.[1])).toBeGreaterThanOrEqual(12);
    expect(first).not.toBe(second);
    expect(await verifyPassword('correct horse', first)).toBe(true);
    expect(await verifyPassword('correct horsf', first)).toBe(false);
  });

  it('of 72 bytes does not fit with more typed after it', async () => {
    const password = 'ä'.repeat(36);
    const hash = await hashPassword(password);
    expect(await verifyPassword(password, hash)).toBe(true);
    expect(await verifyPassword(`${password}x`, hash)).toBe(false);
  });

  it('fits nobody who has none', async () => {
    expect(await verifyPassword('nobody has this password', null)).toBe(false);
  });
});

describe('an e-mail address', () => {
  it.each([
    [' Ada@Example.COM ', 'ada@example.com'],
    ['a+b@example.co.uk', 'a+b@example.co.uk'],
  ])('%p is kept as %p', (given, kept) => expect(emailSchema.parse(given)).toBe(kept));

  it.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'a b@example.com',
    'a@example.com\u0000',
    `${'a'.repeat(250)}@example.com`,
    undefined,
  ])('%p is refused', (email) => expect(accepts(emailSchema, email)).toBe(false));
});

it("a person's names hold no control characters and nothing besides them can be set", () => {
  expect(accepts(profileSchema, { firstName: 'Ada', lastName: '' })).toBe(true);
  expect(accepts(profileSchema, { firstName: 'A\u0007da', lastName: '' })).toBe(false);
  expect(accepts(profileSchema, { firstName: 'Ada', lastName: '', isSuperadmin: true })).toBe(false);
});
