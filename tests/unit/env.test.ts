import { parseEnv } from '@/lib/env';

const SECRET = 'Zk3vQ9xL2mN8pR5tW7yB4cD6fG1hJ0sA';
const good = { DATABASE_URL: 'postgresql://localhost/qarion', NEXTAUTH_SECRET: SECRET };

describe('the environment', () => {
  it('needs a database and nothing else to start developing', () => {
    const { DATABASE_URL } = good;
    expect(parseEnv({ DATABASE_URL })).toMatchObject({
      NODE_ENV: 'development',
      DATABASE_POOL_SIZE: 10,
      NEXTAUTH_URL: 'http://localhost:3000',
      QARION_MAX_KEYS_PER_USER: 50,
      LOG_LEVEL: 'info',
      OIDC_NAME: 'single sign-on',
    });
  });

  it.each([undefined, ''])('without a database (%p) says how to get one', (DATABASE_URL) => {
    expect(() => parseEnv({ ...good, DATABASE_URL })).toThrow(
      'The environment is not usable: DATABASE_URL is missing: start with `npm run up`, or set it to a PostgreSQL URL.',
    );
  });

  it('takes a variable that is set to nothing as one that is not set', () => {
    const names = [
      'DATABASE_POOL_SIZE',
      'NEXTAUTH_URL',
      'QARION_MAX_KEYS_PER_USER',
      'LOG_LEVEL',
      'OIDC_ISSUER',
      'OIDC_NAME',
    ];
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    expect(parseEnv({ ...good, ...empty })).toEqual(parseEnv(good));
  });

  it.each([
    ['DATABASE_POOL_SIZE', 'many'],
    ['DATABASE_POOL_SIZE', '0'],
    ['DATABASE_POOL_SIZE', '2.5'],
    ['NEXTAUTH_URL', 'example.com'],
    ['QARION_MAX_KEYS_PER_USER', '0'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'staging'],
    ['OIDC_ISSUER', 'not a URL'],
    ['QARION_RATE_LIMIT', 'no'],
    ['QARION_RATE_LIMIT_STORE', 'disk'],
    ['QARION_RATE_LIMIT_STANDARD', '60'],
    ['QARION_RATE_LIMIT_PREMIUM', '0/minute 10/hour'],
    ['QARION_FAILED_ATTEMPTS_PER_MINUTE', '0'],
    ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', 'not an address'],
    ['REDIS_URL', 'redis://localhost/production'],
    ['REDIS_URL', 'redis://:100%@localhost'],
  ])('names %s when it is %p', (name, value) => {
    expect(() => parseEnv({ ...good, [name]: value })).toThrow(
      new RegExp(`^The environment is not usable: ${name} `),
    );
  });

  it('reads what a key of each tier may ask for', () => {
    const env = parseEnv({ ...good, QARION_RATE_LIMIT_PREMIUM: ' 7/minute 90/hour ' });
    expect(env).toMatchObject({
      QARION_RATE_LIMIT_STANDARD: { minute: 60, hour: 1_000 },
      QARION_RATE_LIMIT_PREMIUM: { minute: 7, hour: 90 },
      QARION_RATE_LIMIT_INTERNAL: { minute: 1_000, hour: 50_000 },
    });
  });

  it('names every variable that is wrong, not only the first', () => {
    const bad = { ...good, LOG_LEVEL: 'loud', DATABASE_POOL_SIZE: 'many' };
    expect(() => parseEnv(bad)).toThrow(/DATABASE_POOL_SIZE.*LOG_LEVEL/);
  });

  it('needs a client id with an identity provider', () => {
    expect(() => parseEnv({ ...good, OIDC_ISSUER: 'https://id.example.com' })).toThrow(
      'OIDC_CLIENT_ID is missing',
    );
  });

  describe('in production', () => {
    const start = (NEXTAUTH_SECRET?: string) => () =>
      parseEnv({ ...good, NODE_ENV: 'production', NEXTAUTH_SECRET });

    it('accepts a random secret', () => {
      expect(start(SECRET)().NEXTAUTH_SECRET).toBe(SECRET);
    });

    it.each([
      [undefined, 'is missing'],
      ['', 'is missing'],
      ['secret', 'is a well-known default'],
      ['changeme', 'is a well-known default'],
      ['change-me', 'is a well-known default'],
      ['development', 'is a well-known default'],
      ['password', 'is a well-known default'],
      ['your-secret-here-at-least-32-characters', 'is a well-known default'],
      ['qarion', 'is a well-known default'],
      ['this-is-an-example-secret-of-32-characters', 'is a well-known default'],
      [SECRET.slice(1), 'is too short'],
      ['a'.repeat(64), 'repeats itself'],
      ['abcabcabcabcabcabcabcabcabcabcabcabc', 'repeats itself'],
    ])('refuses the session secret %p, and does not repeat it', (secret, words) => {
      expect(start(secret)).toThrow(`NEXTAUTH_SECRET ${words}`);
      if (secret && secret.length > 10) expect(start(secret)).not.toThrow(secret);
    });
  });
});
