import vectors from '../contract/token-vectors.json';

/** A secret of the right shape; it was never anybody's. */
export const GOOD = vectors.valid.find(({ name }) => name === 'words')?.secret ?? '';

type Kind = 'absent' | 'malformed' | 'secret';
export type HeaderCase = { name: string; header: string | null; kind: Kind };

const table: [name: string, header: string | null, kind: Kind][] = [
  ['no header', null, 'absent'],
  ['an empty one', '', 'absent'],
  ['Basic', 'Basic dXNlcjpwYXNz', 'absent'],
  ['a key under Basic', `Basic ${GOOD}`, 'absent'],
  ['a key without a scheme', GOOD, 'absent'],
  ['Token', `Token ${GOOD}`, 'absent'],
  ['Digest', 'Digest username="x"', 'absent'],
  ['another scheme that ends in Bearer', `xBearer ${GOOD}`, 'absent'],
  ['another scheme that begins with Bearer', `Bearerx ${GOOD}`, 'absent'],
  ['no space after the scheme', `Bearer${GOOD}`, 'absent'],
  ['a colon after the scheme', `Bearer: ${GOOD}`, 'absent'],
  ['a tab after the scheme', `Bearer\t${GOOD}`, 'absent'],
  ['a no-break space before', `\u00a0Bearer ${GOOD}`, 'absent'],
  ['the scheme alone', 'Bearer', 'malformed'],
  ['a JSON web token', 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x', 'malformed'],
  ["somebody else's key", 'Bearer sk_live_0123456789abcdefghijklmnop', 'malformed'],
  ['63 characters', `Bearer ${GOOD.slice(0, -1)}`, 'malformed'],
  ['65 characters', `Bearer ${GOOD}0`, 'malformed'],
  ['the prefix alone', 'Bearer qarion_live_sk_', 'malformed'],
  ['the prefix that lists show', `Bearer ${GOOD.slice(0, 19)}`, 'malformed'],
  ['the prefix in capitals', `Bearer ${GOOD.toUpperCase()}`, 'malformed'],
  ['a hyphen inside', `Bearer ${GOOD.slice(0, 40)}-${GOOD.slice(41)}`, 'malformed'],
  ['a space inside', `Bearer ${GOOD.slice(0, 40)} ${GOOD.slice(41)}`, 'malformed'],
  ['quotes around', `Bearer "${GOOD}"`, 'malformed'],
  ['a comma after', `Bearer ${GOOD},`, 'malformed'],
  ['two keys', `Bearer ${GOOD} ${GOOD}`, 'malformed'],
  ['two headers joined', `Bearer ${GOOD}, Bearer ${GOOD}`, 'malformed'],
  ['two schemes', `Bearer Bearer ${GOOD}`, 'malformed'],
  ['a no-break space after', `Bearer ${GOOD}\u00a0`, 'malformed'],
  ['a letter outside ASCII', `Bearer ${GOOD.slice(0, 40)}\u00e9${GOOD.slice(41)}`, 'malformed'],
  ['a parameter after', `Bearer ${GOOD};q=1`, 'malformed'],
  ['100 kB', `Bearer ${'A'.repeat(100_000)}`, 'malformed'],
  ['100 kB that begin well', `Bearer ${GOOD}${'A'.repeat(100_000)}`, 'malformed'],
  ['a good key', `Bearer ${GOOD}`, 'secret'],
  ['a lower-case scheme', `bearer ${GOOD}`, 'secret'],
  ['an upper-case scheme', `BEARER ${GOOD}`, 'secret'],
  ['a scheme in mixed case', `bEaReR ${GOOD}`, 'secret'],
  ['several spaces after the scheme', `Bearer    ${GOOD}`, 'secret'],
];

/** Every kind of Authorization header there is, as `Headers` hands it over, and what it counts as. */
export const cases: HeaderCase[] = table.map(([name, header, kind]) => ({ name, header, kind }));
