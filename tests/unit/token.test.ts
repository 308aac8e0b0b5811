import { createHash, randomBytes } from 'node:crypto';
import {
  checksum,
  displayPrefix,
  generateSecret,
  hashSecret,
  isWellFormedSecret,
  SECRET_PATTERN,
} from '@/lib/api-keys/token';
import vectors from '../contract/token-vectors.json';
import { CHI_SQUARE_LIMIT, chiSquare } from '../support/statistics';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 'qarion_live_sk_';
/** A secret of every vector, and one that nobody chose. */
const secrets = [...vectors.valid.map(({ secret }) => secret), generateSecret()];

describe('the shared vectors', () => {
  it('are read by the same pattern that every client publishes', () => {
    expect(SECRET_PATTERN.source).toBe(vectors.pattern);
    expect(SECRET_PATTERN.flags).toBe('');
  });

  it.each(vectors.valid)('$name: checksum, hash and prefix are as published', (vector) => {
    expect(checksum(vector.random)).toBe(vector.checksum);
    expect(vector.secret).toBe(PREFIX + vector.random + vector.checksum);
    expect(isWellFormedSecret(vector.secret)).toBe(true);
    expect(Buffer.from(hashSecret(vector.secret)).toString('hex')).toBe(vector.sha256);
    expect(displayPrefix(vector.secret)).toBe(vector.prefix);
  });

  it.each(vectors.invalid)('$name: refused, for its $reason', ({ secret, reason }) => {
    expect(isWellFormedSecret(secret)).toBe(false);
    expect(SECRET_PATTERN.test(secret)).toBe(reason === 'checksum');
  });
});

it("the checksum is the one GitHub's tokens carry", () => {
  // Their own published example: https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
  const example = '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'.slice('ghp_'.length);
  expect(checksum(example.slice(0, 30))).toBe(example.slice(30));
});

describe('a generated secret', () => {
  it('has the published shape, a checksum that fits and a prefix that tells nothing more than four characters', () => {
    const secret = generateSecret();
    expect(secret).toHaveLength(64);
    expect(isWellFormedSecret(secret)).toBe(true);
    expect(displayPrefix(secret)).toBe(secret.slice(0, 19));
    expect(Buffer.from(hashSecret(secret))).toEqual(createHash('sha256').update(secret).digest());
  });

  it('is never the same twice in 100,000, and uses every character equally often', () => {
    const seen = new Set<string>();
    const counts = new Map<string, number>([...ALPHABET].map((character) => [character, 0]));
    for (let i = 0; i < 100_000; i++) {
      const secret = generateSecret();
      seen.add(secret);
      for (const character of secret.slice(PREFIX.length, -6)) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    expect(seen.size).toBe(100_000);
    expect([...counts.keys()].join('')).toBe(ALPHABET);
    expect(chiSquare([...counts.values()])).toBeLessThan(CHI_SQUARE_LIMIT);
  });

  it('is measured by a statistic that a generator taking bytes modulo 62 fails', () => {
    const counts = new Array<number>(ALPHABET.length).fill(0);
    for (const byte of randomBytes(4_300_000)) counts[byte % 62] = (counts[byte % 62] ?? 0) + 1;
    expect(chiSquare(counts)).toBeGreaterThan(10 * CHI_SQUARE_LIMIT);
  });
});

/** Those of the texts that would pass for a secret. */
const accepted = (texts: Iterable<string>) => [...texts].filter(isWellFormedSecret);

describe('a secret with a mistake in it is refused', () => {
  it('when any character is any other one', () => {
    for (const secret of secrets) {
      expect(accepted(everyChange(secret))).toEqual([]);
    }
  });

  it('when it is cut short anywhere, at either end', () => {
    for (const secret of secrets) {
      const lengths = [...secret].map((_, length) => length);
      expect(accepted(lengths.map((length) => secret.slice(0, length)))).toEqual([]);
      expect(accepted(lengths.map((length) => secret.slice(length + 1)))).toEqual([]);
    }
  });

  it('when a character is put in anywhere', () => {
    for (const secret of secrets) {
      for (let at = 0; at <= secret.length; at++) {
        const texts = [...ALPHABET, ' ', '\n', '_', '-'].map(
          (character) => secret.slice(0, at) + character + secret.slice(at),
        );
        expect(accepted(texts)).toEqual([]);
      }
    }
  });

  it('when two neighbours change places', () => {
    for (const secret of secrets) {
      const swapped = [...secret]
        .slice(1)
        .map((character, i) => secret.slice(0, i) + character + secret.charAt(i) + secret.slice(i + 2))
        .filter((text) => text !== secret);
      expect(accepted(swapped)).toEqual([]);
    }
  });
});

function* everyChange(secret: string): Generator<string> {
  for (let at = 0; at < secret.length; at++) {
    for (const character of `${ALPHABET}_- `) {
      if (character !== secret[at]) yield secret.slice(0, at) + character + secret.slice(at + 1);
    }
  }
}
