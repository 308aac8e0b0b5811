import { suggestSlug } from '@/components/space-slug';
import { createSpaceSchema } from '@/lib/spaces/schema';

describe('a short name made of a name', () => {
  it.each([
    ['Customer data', 'customer-data'],
    ['  Müller & Söhne, EMEA ', 'muller-sohne-emea'],
    ['Straße 7', 'strasse-7'],
    ['--A--b--', 'a-b'],
    ['日本', ''],
    [`${'long '.repeat(9)}winding name`, 'long-long-long-long-long-long-long-long-long'],
    ['x'.repeat(80), 'x'.repeat(50)],
  ])('of %j is %j', (name, slug) => {
    expect(suggestSlug(name)).toBe(slug);
  });

  it('is one that will do, whatever the name, unless it is too short', () => {
    for (const name of ['a-'.repeat(60), 'İstanbul', 'ﬁnance ½', 'a.b_c/d', 'é'.repeat(60)]) {
      const slug = suggestSlug(name);
      expect(createSpaceSchema.safeParse({ name: 'x', slug })).toMatchObject({ success: true });
    }
  });
});
