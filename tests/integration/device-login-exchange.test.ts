import { createApiKey, listApiKeys, revokeApiKey } from '@/lib/api-keys/api-keys';
import { operatorActor } from '@/lib/auth/operator';
import { pool } from '@/lib/db';
import { getDecidedLogin } from '@/lib/device-logins/device-logins';
import { setUserActive } from '@/lib/users/users';
import { codeOf } from '../support/codes';
import { approve, askForCodes, deny, errorOf, look, poll, rowOf, setRow } from '../support/device-logins';
import { createUser } from '../support/factories';
import { call, withKey } from '../support/routes';
import { tracesOf } from '../support/secrets';

describe('a device that was approved', () => {
  it('gets a key of whoever approved it, once, and the secret is in that one answer', async () => {
    const ada = await createUser();
    const codes = await askForCodes();
    const decided = await approve(ada, codes, { expiresInDays: 30 });
    expect(tracesOf(codes.device_code, decided)).toEqual([]);
    expect(await listApiKeys(ada)).toEqual([]);

    const { response, status, body } = await poll(codes.device_code);
    expect(status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { access_token, ...rest } = body;
    const [apiKey] = await listApiKeys(ada);
    expect(rest).toEqual({
      token_type: 'Bearer',
      expires_in: 30 * 86_400,
      api_key: {
        id: apiKey?.id,
        name: 'CLI on nb-7',
        key_prefix: access_token.slice(0, 19),
        expires_at: apiKey?.expiresAt?.toISOString(),
      },
    });
    expect(apiKey).toMatchObject({ canCreateKeys: false });
    const me = await (await call('GET', '/users/me', withKey(access_token))).json();
    expect(me.id).toBe(ada.userId);
    const { rows } = await pool().query('SELECT to_jsonb(d) AS row FROM device_logins d');
    expect(tracesOf(access_token, rows)).toEqual([]);

    expect(await errorOf(poll(codes.device_code))).toBe('invalid_grant');
    expect(await getDecidedLogin(ada, decided.id)).toMatchObject({ state: 'used', keyName: 'CLI on nb-7' });
    expect(await listApiKeys(ada)).toHaveLength(1);
  });

  it('that asks many times at once gets one key', async () => {
    const ada = await createUser();
    const codes = await askForCodes();
    await approve(ada, codes);
    const answers = await Promise.all(Array.from({ length: 8 }, () => poll(codes.device_code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error === 'invalid_grant')).toHaveLength(7);
    expect(await listApiKeys(ada)).toHaveLength(1);
  });

  it('gets one for ever when that was chosen, and one whose name no other has', async () => {
    const ada = await createUser();
    await createApiKey(ada, { name: 'cli on NB-7' });
    const codes = await askForCodes();
    await approve(ada, codes, { expiresInDays: null });
    const { body } = await poll(codes.device_code);
    expect(body).not.toHaveProperty('expires_in');
    expect(body.api_key).toMatchObject({ name: 'CLI on nb-7 (2)', expires_at: null });
  });

  it('gets none when the code ran out meanwhile', async () => {
    const ada = await createUser();
    const codes = await askForCodes();
    await approve(ada, codes);
    await setRow(codes, "expires_at = now() - interval '1 second'");
    expect(await errorOf(poll(codes.device_code))).toBe('expired_token');
    expect(await listApiKeys(ada)).toEqual([]);
  });

  it('gets none when whoever approved was deactivated meanwhile', async () => {
    const ada = await createUser();
    const codes = await askForCodes();
    await approve(ada, codes);
    await setUserActive(operatorActor(), ada.email, false);
    expect(await errorOf(poll(codes.device_code))).toBe('access_denied');
    await setUserActive(operatorActor(), ada.email, true);
    expect(await listApiKeys(ada)).toEqual([]);
  });

  it('gets none while its person has 50 keys, which the page said before, and one once there is room', async () => {
    const ada = await createUser();
    const codes = await askForCodes();
    expect(await look(ada, codes)).toMatchObject({ keyLimitReached: null });
    await pool().query(
      `INSERT INTO api_keys (id, user_id, name, key_prefix, key_hash)
       SELECT gen_random_uuid(), $1::uuid, 'key ' || n, 'x', sha256(convert_to($1::uuid::text || n, 'UTF8'))
         FROM generate_series(1, 50) n`,
      [ada.userId],
    );
    expect(await look(ada, codes)).toMatchObject({ keyLimitReached: 50 });
    await approve(ada, codes);
    expect(await errorOf(poll(codes.device_code))).toBe('access_denied');
    const [first] = await listApiKeys(ada);
    await revokeApiKey(ada, first?.id ?? '');
    expect((await poll(codes.device_code)).status).toBe(200);
  });
});

describe('a device that waits', () => {
  it('is told so, and to slow down when it asks too soon, each time by five seconds', async () => {
    const codes = await askForCodes();
    expect(await errorOf(poll(codes.device_code))).toBe('authorization_pending');
    expect(await errorOf(poll(codes.device_code))).toBe('slow_down');
    expect(await rowOf(codes)).toMatchObject({ interval_seconds: 10 });
    await setRow(codes, "polled_at = now() - interval '6 seconds'");
    expect(await errorOf(poll(codes.device_code))).toBe('slow_down');
    expect(await rowOf(codes)).toMatchObject({ interval_seconds: 15 });
    await setRow(codes, "polled_at = now() - interval '15 seconds'");
    expect(await errorOf(poll(codes.device_code))).toBe('authorization_pending');
    expect(await rowOf(codes)).toMatchObject({ interval_seconds: 15 });
  });

  it('is told when the code has run out', async () => {
    const codes = await askForCodes();
    await setRow(codes, 'expires_at = now()');
    expect(await errorOf(poll(codes.device_code))).toBe('expired_token');
    expect(await codeOf(approve(await createUser(), codes))).toBe('not_found');
  });

  it('is told when it was denied, and gets no key then', async () => {
    const ada = await createUser();
    const codes = await askForCodes();
    await deny(ada, codes);
    expect(await errorOf(poll(codes.device_code))).toBe('access_denied');
    expect(await codeOf(approve(ada, codes))).toBe('not_found');
    expect(await errorOf(poll(codes.device_code))).toBe('access_denied');
    expect(await listApiKeys(ada)).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['an unknown code', {}, 'invalid_grant'],
    ['no code', { device_code: '' }, 'invalid_request'],
    ['no client', { client_id: '' }, 'invalid_request'],
    ['another client', { client_id: 'gh' }, 'invalid_client'],
    ['no grant type', { grant_type: '' }, 'invalid_request'],
    ['another grant type', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['a code with NUL in it', { device_code: '\u0000' }, 'invalid_grant'],
  ])('with %s is refused: %s', async (_what, form, error) => {
    const { response, status, body } = await poll(undefined, form);
    expect([status, body.error]).toEqual([400, error]);
    expect(body.error_description).toMatch(/\.$/);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
