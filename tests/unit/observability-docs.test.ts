import { readFileSync } from 'node:fs';

const read = (file: string) => readFileSync(file, 'utf8');

it('docs/observability.md lists every metric of ours, and no other', () => {
  const declared = ['registry', 'scrape'].flatMap(
    (name) => read(`lib/metrics/${name}.ts`).match(/(?<=')qarion_\w+(?=')/g) ?? [],
  );
  const listed = [...read('docs/observability.md').matchAll(/^\| `(qarion_\w+)` +\|/gm)].map(
    ([, name]) => name,
  );
  expect(listed.length).toBeGreaterThan(5);
  expect([...new Set(listed)].sort()).toEqual([...new Set(declared)].sort());
});
