import { monitorEventLoopDelay } from 'node:perf_hooks';
import { signInWithPassword } from '@/lib/auth/sign-in';
import { pool } from '@/lib/db';
import { AppError } from '@/lib/errors/app-error';
import { createUser, PASSWORD } from '../support/factories';

const anAddress = () => `192.0.2.${crypto.randomUUID()}`;
const flood = (size: number) =>
  Promise.allSettled(
    Array.from({ length: size }, (_, i) =>
      signInWithPassword({ email: `nobody${i}@example.com`, password: 'wrong' }, anAddress()),
    ),
  );

it('a flood of sign-ins leaves the thread that answers requests free, and what would wait too long is turned away', async () => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const results = await flood(60);
  delay.disable();
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(results.length - refused.length).toBeGreaterThanOrEqual(20);
  expect(results.length - refused.length).toBeLessThanOrEqual(24);
  expect(refused.every((error) => error instanceof AppError)).toBe(true);
  expect(
    new Set(refused.map(({ code, status, retryAfterSeconds }) => `${code} ${status} ${retryAfterSeconds}`)),
  ).toEqual(new Set(['busy 503 3']));
  // bcrypt on this thread would hold it in pieces of 100 ms, one after another.
  expect(delay.percentile(50) / 1e6).toBeLessThan(50);
}, 60_000);

it('whoever was turned away by a flood has lost no try', async () => {
  const { email } = await createUser();
  const crowd = flood(60);
  const refused = await Promise.allSettled(
    Array.from({ length: 10 }, () => signInWithPassword({ email, password: PASSWORD }, '203.0.113.9')),
  );
  await crowd;
  expect(refused.some(({ status }) => status === 'rejected')).toBe(true);
  const { rows } = await pool().query(
    "SELECT points FROM rate_limits WHERE key LIKE '%203.0.113.9%' AND points > 0",
  );
  expect(rows).toEqual([]);
  expect(await signInWithPassword({ email, password: PASSWORD }, '203.0.113.9')).not.toBeNull();
}, 60_000);
