import { PassThrough, Writable } from 'node:stream';
import { API_KEY } from '../../sdk/typescript/tests/support/replay';
import { runProgram } from '../src/program';
import { Play } from './support/against';

const play = new Play();
beforeAll(() => play.start());
afterAll(() => play.stop());

const ID = '0198f3a0-0000-7000-8000-000000000001';
const NEW_SECRET = 'qarion_live_sk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0DofJ8';
const listed = {
  request: { method: 'GET', path: '/api-keys' },
  response: {
    body: [
      { like: 'api_key' },
      { like: 'api_key', id: 'other', name: 'Other', key_prefix: 'qarion_live_sk_Zzzz' },
    ],
  },
};
const created = {
  request: { method: 'POST', path: '/api-keys', body: { name: 'CI', expires_in_days: 90 } },
  response: { status: 201, body: { like: 'created_api_key', name: 'CI' } },
};
const revoked = { request: { method: 'DELETE', path: `/api-keys/${ID}` }, response: { status: 204 } };
const rotated = (body: object) => ({
  request: { method: 'POST', path: `/api-keys/${ID}/rotate`, body, headers_present: ['idempotency-key'] },
  response: { status: 201, body: { like: 'rotated_api_key' } },
});
const CREATE = ['api-keys', 'create', 'CI', '--expires-in-days', '90'];
const NAME = 'CI Pipeline - Production';

it.each([undefined, 100])(
  'create prints the secret alone, once, whoever looks (columns: %s)',
  async (columns) => {
    const { code, stdout, stderr } = await play.run([created], CREATE, columns ? { columns } : {});
    expect([code, stdout]).toEqual([0, `${NEW_SECRET}\n`]);
    expect(stderr).toMatch(
      /^Created CI \(qarion_live_sk_This…\), which never expires\. The secret is not shown again\.\n$/,
    );
  },
);

it('create gives the whole answer only when JSON is asked for', async () => {
  const { stdout, stderr } = await play.run([created], [...CREATE, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ id: ID, full_key: NEW_SECRET });
  expect(stderr).not.toContain(NEW_SECRET);
});

it('create says how to end a key that nobody got, when the output cannot be written', async () => {
  const base = await play.begin([created]);
  const stdout = new Writable({
    write: (_chunk, _encoding, done) => done(new Error('no space left on device')),
  });
  stdout.on('error', () => {});
  const said: string[] = [];
  const stderr = new PassThrough({ encoding: 'utf8' }).on('data', (text: string) => said.push(text));
  const env = { ...play.home.env, QARION_API_KEY: API_KEY, QARION_BASE_URL: base };
  const streams = { stdin: new PassThrough(), stdout, stderr };
  expect(await runProgram({ streams, env, now: () => new Date() }, CREATE)).toBe(3);
  expect(said.join('')).toBe(
    `The new key could not be written: no space left on device. It works, and nobody has it: qarion api-keys revoke ${ID}\n`,
  );
});

it.each([
  ['its name', NAME],
  ['its name in capitals', NAME.toUpperCase()],
  ['its id', ID],
  ['its prefix', 'qarion_live_sk_This'],
  ['its prefix as shown', 'qarion_live_sk_This…'],
])('revoke finds a key by %s, and needs --yes where nobody can be asked', async (_, called) => {
  const refused = await play.run([listed], ['api-keys', 'revoke', called]);
  expect([refused.code, refused.stderr]).toEqual([
    2,
    'Nobody can be asked here. Say --yes to do it without a question.\n',
  ]);
  const done = await play.run([listed, revoked], ['api-keys', 'revoke', called, '--yes']);
  expect(done).toMatchObject({ code: 0, stdout: '', stderr: `Revoked ${NAME} (qarion_live_sk_This…).\n` });
});

it.each([
  ['y\n', 0],
  ['yes\n', 0],
  ['n\n', 2],
  ['\n', 2],
  ['', 2],
])('revoke asks who can be asked, says what ends, and takes %j as its answer', async (stdin, code) => {
  const exchanges = code === 0 ? [listed, revoked] : [listed];
  const now = new Date('2026-03-01T12:33:00.000Z');
  const ended = await play.run(exchanges, ['api-keys', 'revoke', NAME], { isAsked: true, stdin, now });
  expect(ended.code).toBe(code);
  expect(ended.stderr).toContain(
    `${NAME} (qarion_live_sk_This…) was last used 3 minutes ago. Whatever uses it stops working. Revoke it? [y/N] `,
  );
});

it('revoke finds nothing by a whole secret, and does not repeat it', async () => {
  const { code, stderr } = await play.run([listed], ['api-keys', 'revoke', NEW_SECRET, '--yes']);
  expect([code, stderr]).toEqual([5, 'You have no such key. `qarion api-keys list` shows all.\n']);
});

it('revoke of the key of this command line logs it out', async () => {
  const words = ['api-keys', 'revoke', NAME, '--yes'];
  const { stderr, base } = await play.run([listed, revoked], words, { isKept: true });
  expect(stderr).toContain('It was the key of this command line, which is now logged out.\n');
  expect(await play.keptFor(base)).toBeUndefined();
});

it('revoke of another key leaves it logged in', async () => {
  const other = { ...revoked, request: { ...revoked.request, path: '/api-keys/other' } };
  const words = ['api-keys', 'revoke', 'Other', '--yes'];
  const { stderr, base } = await play.run([listed, other], words, { isKept: true });
  expect(stderr).toBe('Revoked Other (qarion_live_sk_Zzzz…).\n');
  expect(await play.keptFor(base)).toMatchObject({ secret: API_KEY });
});

it('rotate prints the new secret alone, and keeps it where the old one was kept', async () => {
  const exchanges = [listed, rotated({ overlap_hours: 2, expires_in_days: 30 })];
  const words = ['api-keys', 'rotate', NAME, '--overlap-hours', '2', '--expires-in-days', '30'];
  const { code, stdout, stderr, base } = await play.run(exchanges, words, { isKept: true });
  expect([code, stdout]).toEqual([0, `${NEW_SECRET}\n`]);
  expect(stderr).toContain('qarion_live_sk_This… works until 2026-03-02T12:30:00.000Z');
  expect(stderr).toContain('It was the key of this command line, which goes on with the new one.\n');
  expect(await play.keptFor(base)).toEqual({ secret: NEW_SECRET, isFromLogin: true });
});

it('rotate asks before it ends the old key at once', async () => {
  const words = ['api-keys', 'rotate', NAME, '--overlap-hours', '0'];
  expect(await play.run([listed], words)).toMatchObject({ code: 2, stdout: '' });
  const done = await play.run([listed, rotated({ overlap_hours: 0 })], [...words, '--yes']);
  expect(done).toMatchObject({ code: 0, stdout: `${NEW_SECRET}\n` });
});
