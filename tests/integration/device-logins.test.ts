import type { Actor } from '@/lib/actor';
import { createApiKey, listApiKeys } from '@/lib/api-keys/api-keys';
import { pool } from '@/lib/db';
import { parseUserCode } from '@/lib/device-logins/codes';
import { getDecidedLogin, getWaitingDevice } from '@/lib/device-logins/device-logins';
import { codeOf } from '../support/codes';
import { anAddress, approve, askForCodes, deny, look, poll, rowOf, setRow } from '../support/device-logins';
import { createTenant, createUser, throughKey } from '../support/factories';
import { call, withKey } from '../support/routes';

describe('who decides', () => {
  it('sees what the device says and what the server knows, under any spelling of the code', async () => {
    const ada = await createUser();
    const codes = await askForCodes({ device_name: 'nb-7' }, '203.0.113.7');
    const userCode = codes.user_code.replace('-', ' ').toLowerCase();
    expect(await getWaitingDevice(ada, { userCode, address: anAddress() })).toEqual({
      userCode: codes.user_code,
      deviceName: 'nb-7',
      address: '203.0.113.7',
      createdAt: expect.any(Date),
      expiresAt: expect.any(Date),
      suggestedName: 'CLI on nb-7',
      isFromSameNetwork: false,
      keyLimitReached: null,
    });
    const fromHere = { userCode, address: '203.0.113.7' };
    expect(await getWaitingDevice(ada, fromHere)).toMatchObject({ isFromSameNetwork: true });
    const nameless = await look(ada, await askForCodes());
    expect(nameless).toMatchObject({ deviceName: null, suggestedName: 'CLI' });
    await createApiKey(ada, { name: 'CLI' });
    expect(await look(ada, await askForCodes())).toMatchObject({ suggestedName: 'CLI (2)' });
    const long = await look(ada, await askForCodes({ device_name: 'x'.repeat(100) }));
    expect(long.suggestedName).toHaveLength(100);
  });

  it('is whoever decides first: of two people at once one gets the device, and the other nothing', async () => {
    const [ada, bob] = [await createUser(), await createUser()];
    const codes = await askForCodes();
    const results = await Promise.allSettled([approve(ada, codes), approve(bob, codes)]);
    const winners = [ada, bob].filter((_, index) => results[index]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    await poll(codes.device_code);
    expect(await listApiKeys(winners[0] as Actor)).toHaveLength(1);
    expect(await listApiKeys(winners[0] === ada ? bob : ada)).toEqual([]);
  });

  it('is alone from then on: another neither sees nor changes it, as if there were none', async () => {
    const [ada, bob] = [await createUser(), await createUser()];
    const codes = await askForCodes();
    const { id } = await approve(ada, codes);
    const before = await rowOf(codes);
    for (const attempt of [
      look(bob, codes),
      approve(bob, codes),
      deny(bob, codes),
      getDecidedLogin(bob, id),
    ]) {
      expect(await codeOf(attempt)).toBe('not_found');
    }
    expect(await rowOf(codes)).toEqual(before);
    const { body } = await poll(codes.device_code);
    const me = await (await call('GET', '/users/me', withKey(body.access_token))).json();
    expect(me.id).toBe(ada.userId);
  });

  it('decides once', async () => {
    const ada = await createUser();
    const codes = await askForCodes();
    await approve(ada, codes);
    for (const attempt of [look(ada, codes), approve(ada, codes), deny(ada, codes)]) {
      expect(await codeOf(attempt)).toBe('not_found');
    }
    expect(await rowOf(codes)).toMatchObject({ state: 'approved' });
  });

  it.each(["state = 'denied'", "state = 'pending', user_id = NULL", 'user_id = gen_random_uuid()'])(
    'decides for good: the database refuses SET %s',
    async (assignment) => {
      const codes = await askForCodes();
      await approve(await createUser(), codes);
      const before = await rowOf(codes);
      await expect(setRow(codes, assignment)).rejects.toMatchObject({ code: 'QK003' });
      expect(await rowOf(codes)).toEqual(before);
    },
  );

  it('is signed in with a browser: no key approves, not even one that may create keys', async () => {
    const tenant = await createTenant({ canCreateKeys: true });
    const codes = await askForCodes();
    for (const attempt of [look, approve, deny]) {
      expect(await codeOf(attempt(throughKey(tenant), codes))).toBe('forbidden');
    }
    expect(await rowOf(codes)).toMatchObject({ state: 'pending' });
  });

  it.each([{ name: '' }, { name: 'a\nb' }, { expiresInDays: 0 }, { expiresInDays: 3651 }])(
    'cannot choose %p, and the device goes on waiting',
    async (wanted) => {
      const codes = await askForCodes();
      expect(await codeOf(approve(await createUser(), codes, wanted))).toBe('validation_failed');
      expect(await rowOf(codes)).toMatchObject({ state: 'pending' });
    },
  );
});

describe('guessing codes', () => {
  const WRONG = { user_code: 'BBBB-BBBB', device_code: '', verification_uri_complete: '' };

  it('is limited to 20 wrong ones a person, and right ones do not count', async () => {
    const [ada, bob] = [await createUser(), await createUser()];
    for (let tries = 0; tries < 19; tries++) expect(await codeOf(look(ada, WRONG))).toBe('not_found');
    for (let tries = 0; tries < 3; tries++) await look(ada, await askForCodes());
    expect(await codeOf(approve(ada, WRONG))).toBe('not_found');
    const codes = await askForCodes();
    for (const attempt of [look(ada, codes), approve(ada, codes), deny(ada, codes)]) {
      expect(await codeOf(attempt)).toBe('too_many_attempts');
    }
    expect(await rowOf(codes)).toMatchObject({ state: 'pending' });
    await expect(look(bob, codes)).resolves.toBeDefined();
  });

  it('is limited to 100 wrong ones a network, whoever tries', async () => {
    const address = anAddress();
    const [ada, bob] = [await createUser(), await createUser()];
    expect(await codeOf(look(ada, WRONG, address))).toBe('not_found');
    await pool().query("UPDATE rate_limits SET points = 99 WHERE key = 'device:network:' || $1", [address]);
    expect(await codeOf(look(ada, WRONG, address))).toBe('not_found');
    expect(await codeOf(look(bob, await askForCodes(), address))).toBe('too_many_attempts');
  });

  it('tells nothing: a code that never was, is over or was decided is one and the same answer', async () => {
    const [ada, bob] = [await createUser(), await createUser()];
    const [over, decided, denied] = [await askForCodes(), await askForCodes(), await askForCodes()];
    await setRow(over, 'expires_at = now()');
    await approve(bob, decided);
    await deny(bob, denied);
    const details = await Promise.all(
      [WRONG, over, decided, denied].map((codes) => look(ada, codes).catch(({ detail }) => detail)),
    );
    expect(new Set(details).size).toBe(1);
  });

  it('finds one row: a user code that is in use cannot be given out again', async () => {
    const codes = await askForCodes();
    const again = pool().query(
      `INSERT INTO device_logins (id, device_code_hash, user_code, expires_at, interval_seconds)
       VALUES (gen_random_uuid(), '\\x00', $1, now(), 5)`,
      [parseUserCode(codes.user_code)],
    );
    await expect(again).rejects.toMatchObject({ code: '23505' });
  });
});
