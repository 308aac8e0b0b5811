import { relativeTime } from '../src/lib/relative-time';
import { table } from '../src/lib/table';

const cells = (...texts: string[]) => texts.map((text) => ({ text }));

it('lines columns up by what a terminal shows, ideographs and emoji included', () => {
  const rows = [cells('日本語', 'x'), cells('👍', 'y'), cells('abc', 'z')];
  expect(table(cells('name', 'v'), rows, 80)).toBe('name    v\n日本語  x\n👍      y\nabc     z\n');
});

it('cuts prose before anything else, and never the first column', () => {
  const headings = [{ text: 'slug' }, { text: 'name', isProse: true }, { text: 'type' }];
  const rows = [cells('a-very-long-short-name', 'A name that goes on', 'a_type_that_is_longer')];
  const [, row = ''] = table(headings, rows, 60).split('\n');
  expect(row).toBe('a-very-long-short-name  A name that …  a_type_that_is_longer');
  expect(row).toHaveLength(60);
});

it('cuts the rest where that is not enough, and no column away', () => {
  const headings = [{ text: 'slug' }, { text: 'name', isProse: true }, { text: 'type' }];
  const [, row = ''] = table(headings, [cells('a'.repeat(30), 'b'.repeat(30), 'c'.repeat(30))], 20).split(
    '\n',
  );
  expect(row).toBe(`${'a'.repeat(30)}  bbbbbbb…  ccccccc…`);
});

it.each([
  ['2026-03-01T12:00:00.000Z', 'just now'],
  ['2026-03-01T12:00:20.000Z', 'in a moment'],
  ['2026-03-01T11:57:00.000Z', '3 minutes ago'],
  ['2026-03-01T10:00:00.000Z', '2 hours ago'],
  ['2026-05-30T12:00:00.000Z', 'in 3 months'],
  ['2026-03-08T12:00:00.000Z', 'in 7 days'],
  ['2024-03-01T12:00:00.000Z', '2 years ago'],
  ['soon', 'soon'],
])('says %s as people do: %s', (iso, words) => {
  expect(relativeTime(iso, new Date('2026-03-01T12:00:00.000Z'))).toBe(words);
});
