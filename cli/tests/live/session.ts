import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { request } from '../../../tests/process/support/platform';
import type { LiveWorld } from '../support/live-world';

export function sessionSuite(world: LiveWorld): void {
  /** Whoever sits before the browser, in one statement: the page is tested elsewhere. */
  async function approve(userCode: string): Promise<void> {
    const editor = await world.userId('editor');
    await world.folder.query(
      "UPDATE device_logins SET state = 'approved', user_id = $1, key_name = 'CLI on this machine' WHERE user_code = $2",
      [editor, userCode.replace('-', '')],
    );
  }

  /** Every file below the person's folder, with whether others may read it. */
  function filesWith(secret: string): { file: string; mode: number }[] {
    const { path: home } = world.installed.home;
    return readdirSync(home, { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(home, file))
      .filter((file) => statSync(file).isFile() && readFileSync(file, 'utf8').includes(secret))
      .map((file) => ({ file, mode: statSync(file).mode & 0o777 }));
  }

  const keptKey = (): string => {
    const { keys } = JSON.parse(readFileSync(world.installed.home.settings, 'utf8'));
    return keys[world.baseUrl].api_key;
  };
  const without = (line: string) => world.installed.run(line.split(' '), { env: world.env() });

  it('auth login, approved in a browser, keeps a key that works until auth logout', async () => {
    const opened: Promise<void>[] = [];
    const login = await world.installed.run(['auth', 'login', '--base-url', world.baseUrl], {
      watch(text) {
        const [, code] = text.match(/Your code: ([A-Z]{4}-[A-Z]{4})\n/) ?? [];
        if (code && opened.length === 0) opened.push(approve(code));
      },
    });
    await Promise.all(opened);
    expect([login.code, login.stdout]).toEqual([0, '']);
    expect(login.stderr).toContain(
      `Logged in to ${world.baseUrl} as editor@example.com, with the key CLI on this machine`,
    );
    const secret = keptKey();
    expect(filesWith(secret)).toEqual([{ file: world.installed.home.settings, mode: 0o600 }]);

    // Without any setting: the last login says which server, and has the key.
    const status = await world.installed.run(['auth', 'status']);
    expect(JSON.parse(status.stdout)).toMatchObject({
      base_url: world.baseUrl,
      key_from: 'file',
      api_key: { name: 'CLI on this machine', key_prefix: secret.slice(0, 19) },
    });
    const trigger = await world.installed.run(['quality', 'trigger', 'my-space', 'my-check']);
    expect(trigger.code).toBe(0);

    const logout = await world.installed.run(['auth', 'logout']);
    expect(logout).toMatchObject({ code: 0, stderr: expect.stringContaining('was revoked') });
    expect((await request(world.platform.origin, secret)).status).toBe(401);
    expect(filesWith(secret)).toEqual([]);
    const said = [login, status, trigger, logout].map(({ stdout, stderr }) => stdout + stderr).join('');
    for (const text of [said, world.platform.stderr()]) expect(text).not.toContain(secret);
  });

  it('auth login --with-token keeps a key from stdin, and auth logout lets it live', async () => {
    const secret = await world.makeKey('viewer');
    const env = world.env();
    const login = await world.installed.run(['auth', 'login', '--with-token'], { env, stdin: `${secret}\n` });
    expect(login.code).toBe(0);
    expect(JSON.parse((await without('permissions role my-space')).stdout)).toEqual({
      space: 'my-space',
      role: 'viewer',
    });
    expect((await without('auth logout')).code).toBe(0);
    expect((await request(world.platform.origin, secret)).status).toBe(200);
    expect((await without('auth status')).code).toBe(4);
  });

  it('a key makes, rotates and ends others of its owner, and no one else’s', async () => {
    const maker = await world.makeKey('editor', { canCreateKeys: true });
    const env = world.env(maker);
    const created = await world.installed.shell('qarion api-keys create Nightly --expires-in-days 9 | cat', {
      env,
    });
    expect(created.stdout).toMatch(/^qarion_live_sk_[0-9A-Za-z]{49}\n$/);
    const secret = created.stdout.trim();
    expect((await request(world.platform.origin, secret)).status).toBe(200);

    const rotated = await world.installed.run(
      ['api-keys', 'rotate', 'Nightly', '--overlap-hours', '0', '--yes'],
      { env },
    );
    expect(rotated.stdout).toMatch(/^qarion_live_sk_[0-9A-Za-z]{49}\n$/);
    expect((await request(world.platform.origin, secret)).status).toBe(401);
    expect((await request(world.platform.origin, rotated.stdout.trim())).status).toBe(200);

    const [others] = JSON.parse((await world.as('outsider', 'api-keys list')).stdout);
    for (const called of [others.id, others.name, others.key_prefix]) {
      const words = ['api-keys', 'revoke', called, '--yes'];
      expect(await world.installed.run(words, { env })).toMatchObject({ code: 5, stdout: '' });
    }
    expect((await request(world.platform.origin, world.keys.outsider)).status).toBe(200);

    const revoked = await world.installed.run(['api-keys', 'revoke', 'Nightly', '--yes'], { env });
    expect(revoked.code).toBe(0);
    expect((await request(world.platform.origin, rotated.stdout.trim())).status).toBe(401);
  });

  it('a key without the right makes none: 5, and nothing on stdout', async () => {
    const ended = await world.as('editor', 'api-keys create Mine');
    expect([ended.code, ended.stdout]).toEqual([5, '']);
    expect(ended.stderr).toContain('insufficient_scope');
  });

  it('doctor finds nothing wrong', async () => {
    const { code, stdout } = await world.as('editor', 'doctor');
    expect([code, JSON.parse(stdout).filter(({ status }: { status: string }) => status !== 'ok')]).toEqual([
      0,
      [],
    ]);
  });
}
