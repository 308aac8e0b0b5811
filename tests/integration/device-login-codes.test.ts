import { pool } from '@/lib/db';
import { hashDeviceCode, parseUserCode } from '@/lib/device-logins/codes';
import { anAddress, askForCodes, post } from '../support/device-logins';
import { call } from '../support/routes';

const rows = async () => (await pool().query('SELECT to_jsonb(d) AS row FROM device_logins d')).rows;

describe('POST /auth/device/code', () => {
  it('gives the two codes, where to enter one, and how long and how often', async () => {
    const { response, status, body } = await post('code', { client_id: 'qarion-cli', device_name: 'nb-7' });
    expect(status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      device_code: expect.stringMatching(/^[\w-]{43}$/),
      user_code: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/),
      verification_uri: 'http://localhost:3000/device',
      verification_uri_complete: `http://localhost:3000/device?user_code=${body.user_code}`,
      expires_in: 600,
      interval: 5,
    });
  });

  it('stores the device code as its SHA-256 only, with what the device said and the server knows', async () => {
    const codes = await askForCodes({ device_name: ' nb-7 ' }, '203.0.113.7');
    const stored = JSON.stringify(await rows());
    expect(stored).not.toContain(codes.device_code);
    const hash = Buffer.from(hashDeviceCode(codes.device_code)).toString('hex');
    const { rows: found } = await pool().query(
      'SELECT * FROM device_logins WHERE device_code_hash = decode($1, $2)',
      [hash, 'hex'],
    );
    expect(found).toEqual([
      expect.objectContaining({
        state: 'pending',
        user_code: parseUserCode(codes.user_code),
        device_name: 'nb-7',
        address: '203.0.113.7',
        user_id: null,
      }),
    ]);
    expect(found[0].expires_at - found[0].created_at).toBe(600_000);
  });

  it.each<[string, BodyInit, number, string]>([
    ['no client', new URLSearchParams({ device_name: 'x' }), 400, 'invalid_request'],
    ['an empty client', new URLSearchParams({ client_id: '' }), 400, 'invalid_request'],
    ['another client', new URLSearchParams({ client_id: 'gh' }), 400, 'invalid_client'],
    ['two clients', 'client_id=qarion-cli&client_id=qarion-cli', 400, 'invalid_request'],
    [
      'a name of two lines',
      new URLSearchParams({ client_id: 'qarion-cli', device_name: 'a\nb' }),
      400,
      'invalid_request',
    ],
    [
      'a name of 101 letters',
      new URLSearchParams({ client_id: 'qarion-cli', device_name: 'x'.repeat(101) }),
      400,
      'invalid_request',
    ],
    ['nothing', '', 400, 'invalid_request'],
    ['too much', `client_id=${'x'.repeat(70_000)}`, 413, 'payload_too_large'],
  ])('refuses %s, and stores nothing', async (_what, body, status, code) => {
    const before = await rows();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await call('POST', '/auth/device/code', { body, headers });
    const answer = await response.json();
    expect([response.status, answer.error ?? answer.code]).toEqual([status, code]);
    if (status === 400) expect(Object.keys(answer).sort()).toEqual(['error', 'error_description']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await rows()).toEqual(before);
  });

  it('refuses JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await call('POST', '/auth/device/code', { body: '{}', headers });
    expect(response.status).toBe(415);
  });

  it('ignores parameters it does not know', async () => {
    await expect(askForCodes({ scope: 'everything', device_name: '' })).resolves.toBeDefined();
  });

  it('is limited to 60 codes a network', async () => {
    const address = anAddress();
    await askForCodes({}, address);
    await pool().query("UPDATE rate_limits SET points = 59 WHERE key = 'device:codes:' || $1", [address]);
    await askForCodes({}, address);
    const { response, status, body } = await post('code', { client_id: 'qarion-cli' }, address);
    expect([status, body.code]).toEqual([429, 'too_many_attempts']);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    await expect(askForCodes()).resolves.toBeDefined();
  });

  it('deletes what has been over for a day', async () => {
    const { device_code } = await askForCodes();
    const hash = Buffer.from(hashDeviceCode(device_code));
    const count = async () =>
      (await pool().query('SELECT FROM device_logins WHERE device_code_hash = $1', [hash])).rowCount;
    const age = 'UPDATE device_logins SET expires_at = now() - $2::interval WHERE device_code_hash = $1';
    await pool().query(age, [hash, '23 hours']);
    await askForCodes();
    expect(await count()).toBe(1);
    await pool().query(age, [hash, '25 hours']);
    await askForCodes();
    expect(await count()).toBe(0);
  });
});
