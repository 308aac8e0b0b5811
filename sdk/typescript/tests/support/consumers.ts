import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Programs that use the package, by file name: what each is answered, and what it prints. */
export type Consumer = { code: string; exchanges: unknown[]; prints: string };

const me = { request: { method: 'GET', path: '/users/me' }, response: { body: { like: 'me' } } };
const run = { method: 'POST', path: '/s/my-space/quality/my-check/run' };
const failed = { like: 'execution', status: 'FAIL', value: 7, message: '7 is more than 5.' };

const OWN: Record<string, Consumer> = {
  'esm.mts': {
    code: `
      import { NotFoundError, Qarion, QarionError, type Execution } from '@qarion/sdk';
      const client = new Qarion();
      console.log((await client.users.me()).firstName, new NotFoundError(404, 'a', 'b') instanceof QarionError);
      export const isOver = ({ status }: Execution): boolean => status === 'PASS' || status === 'FAIL';
      export async function types(): Promise<string> {
        for await (const check of client.quality.list('a')) check.thresholds.critical?.value;
        // @ts-expect-error A check has no such field.
        (await client.quality.get('a', 'b')).noSuchField;
        // @ts-expect-error A push needs its value.
        await client.quality.push('a', 'b', {});
        // @ts-expect-error The client shows no key.
        client.apiKey;
        return (await client.apiKeys.create({ name: 'a', expiresInDays: 1 })).fullKey;
      }`,
    exchanges: [me],
    prints: 'Ada true\n',
  },
  'cjs.cts': {
    code: `
      import sdk = require('@qarion/sdk');
      const client: sdk.Qarion = new sdk.Qarion();
      const isError = new sdk.NotFoundError(404, 'a', 'b') instanceof sdk.QarionError;
      client.users.me().then(({ firstName }) => console.log(firstName, isError));`,
    exchanges: [me],
    prints: 'Ada true\n',
  },
  // As in a worker, where there is no process and so no environment.
  'worker.mts': {
    code: `
      const { QARION_API_KEY: apiKey, QARION_BASE_URL: baseUrl } = process.env;
      Reflect.deleteProperty(globalThis, 'process');
      const { Qarion } = await import('@qarion/sdk');
      console.log((await new Qarion({ apiKey, baseUrl }).users.me()).firstName);`,
    exchanges: [me],
    prints: 'Ada\n',
  },
};

/** In the order of the README’s examples. */
const EXAMPLES: Omit<Consumer, 'code'>[] = [
  {
    exchanges: [{ request: run, response: { body: { like: 'execution' } } }],
    prints: 'PASS 0 0 rows have no customer_id.\n',
  },
  { exchanges: [{ request: run, response: { body: failed } }], prints: '7 is more than 5.\n' },
  {
    exchanges: [
      { request: run, response: { status: 202, body: { like: 'queued_execution' } } },
      {
        request: { method: 'GET', path: '/quality/executions/0198f3a0-0000-7000-8000-000000000005' },
        response: { body: failed },
      },
    ],
    prints: 'FAIL\n',
  },
  {
    exchanges: [
      {
        request: {
          method: 'GET',
          path: '/quality/checks',
          query: { space: 'my-space', status: 'FAIL', size: '50' },
        },
        response: { body: { items: [{ like: 'check' }], total: 1, page: 1, size: 50 } },
      },
      {
        request: { method: 'GET', path: '/s/my-space/quality/my-check/executions' },
        response: { body: { items: [{ like: 'execution' }], total: 1, page: 1, size: 20 } },
      },
    ],
    prints: '1 checks fail\n2026-03-01T12:30:00.000Z PASS\n',
  },
  {
    exchanges: [
      {
        request: { method: 'GET', path: '/s/my-space/quality/no-such-check' },
        response: { status: 404, body: { like: 'not_found' } },
      },
    ],
    prints: 'There is no space my-space that you are a member of.\n',
  },
];

export function readConsumers(): [file: string, Consumer][] {
  const readme = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');
  const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ''], at): [string, Consumer] => {
    const expected = EXAMPLES[at];
    if (!expected) throw new Error(`it is not said what example ${at} of the README prints`);
    return [`readme-${at}.mts`, { code, ...expected }];
  });
  return [...Object.entries(OWN), ...examples];
}
