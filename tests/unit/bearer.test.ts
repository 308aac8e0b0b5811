import { readBearer } from '@/lib/auth/bearer';
import { cases, GOOD } from '../support/authorization-headers';

describe('an Authorization header', () => {
  it.each(cases)('$name: $kind', ({ header, kind }) => {
    expect(readBearer(header).kind).toBe(kind);
  });

  it('gives out the secret exactly as it was sent', () => {
    expect(readBearer(`bEaReR   ${GOOD}`)).toEqual({ kind: 'secret', secret: GOOD });
  });

  it('of a wrong shape is explained without repeating any of it', () => {
    for (const { header } of cases) {
      const bearer = readBearer(header);
      if (bearer.kind !== 'malformed') continue;
      expect(bearer.why).not.toContain(GOOD.slice(15, 25));
      expect(bearer.why).toMatch(/^[A-Z].*\.$/);
      expect(bearer.why.length).toBeLessThan(150);
    }
  });

  it.each([
    ['Bearer', 'no API key follows'],
    [`Bearer ${GOOD} ${GOOD}`, 'Send one API key'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.e30.x', 'one begins with qarion_live_sk_'],
    [`Bearer ${GOOD.slice(0, 19)}`, 'the prefix shown in the list'],
    [`Bearer ${GOOD.slice(0, 63)}`, 'one character is missing'],
    [`Bearer ${GOOD.slice(0, 60)}`, '4 characters are missing'],
    [`Bearer ${GOOD}0`, 'too long'],
    [`Bearer ${GOOD.slice(0, 63)}-`, 'only letters and digits'],
  ])('%s is told what is wrong', (header, words) => {
    expect(readBearer(header)).toMatchObject({ kind: 'malformed', why: expect.stringContaining(words) });
  });

  it('of 100 kB is read in no time', () => {
    for (const filler of ['A', ' ', 'Bearer ', '\t', ',']) {
      const startedAt = performance.now();
      readBearer(`Bearer ${filler.repeat(100_000 / filler.length)}x`);
      readBearer(filler.repeat(100_000 / filler.length));
      expect(performance.now() - startedAt).toBeLessThan(50);
    }
  });
});
