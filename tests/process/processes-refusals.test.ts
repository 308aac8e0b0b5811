import { DataFolder } from './support/platform';

const folder = new DataFolder();
afterAll(() => folder.remove());

it.each(['0', 'x', '65', '1.5', '-1', ''])(
  '`--processes %s` is refused, with the rule and the usage',
  async (value) => {
    const { code, stdout, stderr } = await folder.run(['up', `--processes=${value}`]);
    expect([code, stdout]).toEqual([2, '']);
    const [sentence, usage] = stderr.split('\n');
    expect(sentence).toBe(`--processes takes a number from 1 to 64, or "auto", and got "${value}".`);
    expect(usage).toBe('Usage: npm run up [-- --processes N]');
  },
);

it('an option that does not exist is refused', async () => {
  const { code, stderr } = await folder.run(['up', '--process', '2']);
  expect(code).toBe(2);
  expect(stderr).toContain("Unknown option '--process'");
});

it.each([
  [
    'a number of processes that is none',
    { QARION_PROCESSES: 'x' },
    'QARION_PROCESSES must be a number from 1 to 64',
  ],
  [
    'more connections than the database has',
    { QARION_PROCESSES: '4', DATABASE_POOL_SIZE: '60' },
    '4 processes with 60 database connections each are too many for this server',
  ],
])('refuses %s in one sentence', async (_, env, sentence) => {
  const { code, stdout, stderr } = await folder.run(['up'], { PORT: '4198', ...env });
  expect([code, stdout]).toEqual([1, '']);
  const lines = stderr.split('\n').filter((line) => line && !/^\s*(Qarion|✓)/.test(line));
  expect(lines).toEqual([expect.stringContaining(sentence)]);
  expect(lines[0]).toMatch(/\.$/);
});
