import { checksum } from '@/lib/api-keys/token';
import { type Random, seededRandom } from '@/prisma/demo/random';

const PREFIX = 'qarion_live_sk_';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 43;
/** Characters that look like those of a key, or like nothing at all. */
const LOOK_ALIKES = ['а', 'е', 'о', 'с', 'ｑ', '０', 'ı', 'Ｋ', '\u200b', '\u00a0', '\u0301', 'ß'];

/** A key with a fitting checksum around 43 characters: well-formed, and nobody's. */
const signed = (random: string) => PREFIX + random + checksum(random);
const bodyOf = (key: string) => key.slice(PREFIX.length, PREFIX.length + RANDOM_LENGTH);

/** Each makes something that is not a key from a key that works, and from another that does. */
const FORGERIES: Record<string, (key: string, other: string, random: Random) => string> = {
  'made up, with a fitting checksum': (_key, _other, random) => signed(characters(random, RANDOM_LENGTH)),
  'made up': (_key, _other, random) => PREFIX + characters(random, RANDOM_LENGTH + 6),
  'one character changed': (key, _other, random) => changeOne(key, random),
  'one character changed, checksum made to fit': (key, _other, random) =>
    signed(changeOne(bodyOf(key), random)),
  'two characters swapped': (key, _other, random) => swap(key, random),
  'two characters swapped, checksum made to fit': (key, _other, random) => signed(swap(bodyOf(key), random)),
  'the other case': (key, _other, random) => otherCase(key, random),
  'upper case': (key) => key.toUpperCase(),
  'the end cut off': (key, _other, random) => key.slice(0, random.between(1, key.length - 1)),
  'the beginning cut off': (key, _other, random) => key.slice(random.between(1, key.length - 1)),
  'a piece cut out': (key, _other, random) => {
    const at = random.between(PREFIX.length, key.length - 2);
    return key.slice(0, at) + key.slice(at + 1);
  },
  'the same twice': (key) => key + key,
  'two keys with a comma': (key, other) => `${key},${other}`,
  'another prefix': (key, _other, random) =>
    random.pick(['qarion_test_sk_', 'qarion_live_pk_', 'sk_live_', '']) + key.slice(PREFIX.length),
  'white space inside': (key, _other, random) =>
    insert(key, random, random.pick([' ', '\t', '\u00a0', '%20'])),
  'a look-alike inside': (key, _other, random) => {
    const at = random.between(0, key.length - 1);
    return key.slice(0, at) + random.pick(['а', ...LOOK_ALIKES]) + key.slice(at + 1);
  },
  'something invisible inside': (key, _other, random) => insert(key, random, '\u200b'),
  'in quotes': (key) => `"${key}"`,
  'one key’s body with another’s checksum': (key, other) => key.slice(0, -6) + other.slice(-6),
  'half of one key and half of another, checksum made to fit': (key, other, random) => {
    const at = random.between(1, RANDOM_LENGTH - 1);
    return signed(bodyOf(key).slice(0, at) + bodyOf(other).slice(at));
  },
  'somebody’s prefix with a tail of one’s own': (key, _other, random) =>
    signed(key.slice(PREFIX.length, PREFIX.length + 4) + characters(random, RANDOM_LENGTH - 4)),
  'one character too many': (key, _other, random) => key + characters(random, 1),
  'one too few, checksum made to fit': (key) => signed(bodyOf(key).slice(0, -1)),
};

/** Forged keys without end, the same ones for the same seed; never one of the keys they were made from. */
export function* forgedKeys(
  keys: readonly string[],
  seed: number,
): Generator<{ kind: string; text: string }> {
  const random = seededRandom(seed);
  const real = new Set(keys);
  const [first = '', ...rest] = keys;
  for (;;) {
    for (const [kind, forge] of Object.entries(FORGERIES)) {
      const text = forge(random.pick([first, ...rest]), random.pick([first, ...rest]), random);
      if (!real.has(text)) yield { kind, text };
    }
  }
}

function characters(random: Random, count: number): string {
  return Array.from({ length: count }, () => BASE62[random.between(0, 61)]).join('');
}

function changeOne(text: string, random: Random): string {
  const at = random.between(0, text.length - 1);
  return text.slice(0, at) + characters(random, 1) + text.slice(at + 1);
}

function swap(text: string, random: Random): string {
  const [low, high] = [random.between(0, text.length - 1), random.between(0, text.length - 1)].toSorted(
    (a, b) => a - b,
  ) as [number, number];
  if (low === high) return text;
  return text.slice(0, low) + text[high] + text.slice(low + 1, high) + text[low] + text.slice(high + 1);
}

function otherCase(text: string, random: Random): string {
  const at = random.between(0, text.length - 1);
  const character = text.charAt(at);
  const flipped = character === character.toUpperCase() ? character.toLowerCase() : character.toUpperCase();
  return text.slice(0, at) + flipped + text.slice(at + 1);
}

function insert(text: string, random: Random, what: string): string {
  const at = random.between(1, text.length - 1);
  return text.slice(0, at) + what + text.slice(at);
}
