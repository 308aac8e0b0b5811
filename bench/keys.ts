import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { say } from '../scripts/lib/terminal';
import { withDatabases } from './lib/databases';
import { fillWithKeys } from './lib/fill';
import { line, mediansOf, type Outcome } from './lib/results';
import { inRounds } from './lib/rounds';
import { ratiosOf } from './lib/statistics';

/*
 * Whether a verification takes longer when there are more keys: its latency at
 * the median with a thousand, a hundred thousand and two million, in three
 * databases on one server, each with a process of its own. The same number is in
 * use everywhere: a thousand, evenly spread over the table, verified at random.
 */
const ROUNDS = { rounds: 9, turns: 25 };
const VERIFICATIONS = 100;
/** So that no use is written meanwhile, which is once a minute and key whatever their number. */
const usedAheadOfTime = () => new Date(Date.now() + 60 * 60 * 1000);

export async function run(): Promise<Outcome> {
  return await withDatabases(async ({ create }) => {
    const verifier = async (count: number) => {
      const url = await create(`keys_${count}`);
      say(`  ${count.toLocaleString('en')} keys`);
      return startVerifier(url, await fillWithKeys(url, count, usedAheadOfTime()));
    };
    const [few, many, most] = [await verifier(1_000), await verifier(100_000), await verifier(2_000_000)];
    try {
      const sides = { few: few.measure, many: many.measure, most: most.measure };
      return outcomeOf(await inRounds(sides, ROUNDS));
    } finally {
      for (const { stop } of [few, many, most]) await stop();
    }
  });
}

function outcomeOf(series: Record<'few' | 'many' | 'most', number[]>): Outcome {
  return {
    lines: [
      line('100,000 keys / 1,000 keys', ratiosOf(series.many, series.few), { atMost: 1.2 }),
      line('2,000,000 keys / 1,000 keys', ratiosOf(series.most, series.few), { atMost: 1.2 }),
    ],
    numbers: { unit: 'ms at the median, one at a time', ...mediansOf(series) },
  };
}

async function startVerifier(url: string, secrets: string[]) {
  const child = fork(path.join(__dirname, 'lib/verifier.ts'), {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: url },
  });
  const ended = once(child, 'exit');
  const ask = async (message: object): Promise<{ milliseconds: number }> => {
    child.send(message);
    const answer = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
    if (!answer) throw new Error('A process that verifies keys ended.');
    return answer[0];
  };
  await ask({ secrets });
  return {
    measure: async () => (await ask({ count: VERIFICATIONS })).milliseconds,
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
