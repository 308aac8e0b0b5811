import { originalName, replacedName, uniqueName } from '@/lib/api-keys/names';
import { apiKeyNameSchema } from '@/lib/api-keys/schema';

const DAY = new Date('2026-11-25T23:59:59Z');

describe('a name made up by us', () => {
  it('is the wanted one while that is free, and numbered when it is not, whatever its case', () => {
    expect(uniqueName('CLI on nb-7', [])).toBe('CLI on nb-7');
    expect(uniqueName('CLI on nb-7', ['cli ON nb-7', 'CLI on nb-7 (2)'])).toBe('CLI on nb-7 (3)');
  });

  it('of a replaced key says when, and on the same day which', () => {
    expect(replacedName('CI', DAY, ['CI'])).toBe('CI (replaced 25 Nov 2026)');
    expect(replacedName('CI', DAY, ['CI', 'ci (Replaced 25 nov 2026)'])).toBe('CI (replaced 25 Nov 2026, 2)');
  });

  it.each(['CI', 'CI (2)'])('of a replaced key leads back to %s', (name) => {
    expect(originalName(replacedName(name, DAY, []))).toBe(name);
    expect(originalName(replacedName(name, DAY, [replacedName(name, DAY, [])]))).toBe(name);
    expect(originalName(name)).toBe(name);
  });

  it.each(['x'.repeat(100), `${'x '.repeat(50)}`.trim(), '🔑'.repeat(50), `x${'🔑'.repeat(49)}`])(
    'is one that a key may have, however long %s is',
    (name) => {
      for (const made of [replacedName(name, DAY, []), uniqueName(name, [name])]) {
        expect(apiKeyNameSchema.parse(made)).toBe(made);
      }
    },
  );
});
