import { randomUUID } from 'node:crypto';
import { Command } from '@commander-js/extra-typings';
import { type Execution, TimeoutError } from '@qarion/sdk';
import { helpText, type Starts, wholeNumber } from '../../lib/command';
import type { ClientContext } from '../../lib/context';
import type { ExitCode } from '../../lib/exit-codes';
import { Interruption } from '../../lib/interruption';
import { exitCodeOfStatus, type FailOn, failOnOption, RESULT_EXITS, showResult } from '../../lib/result';

export const qualityTriggerCommand = ({ withClient }: Starts) =>
  new Command('trigger')
    .description('Run a check, wait for its result, and exit by it')
    .argument('<space>', 'short name of the space')
    .argument('<check>', 'short name of the check')
    .option('--no-wait', 'do not wait for the result')
    .option('--timeout <seconds>', 'how long to wait', wholeNumber(1, 86_400), 300)
    .addOption(failOnOption())
    .addHelpText(
      'after',
      helpText({
        output: `The execution: status, value, message, id and times. As JSON: the whole execution.
          With --no-wait it is QUEUED, and the exit code is 0.
          When the time is up, or after Ctrl-C (130), the execution goes on; its id is said.`,
        exits: RESULT_EXITS,
        examples: [
          ['qarion quality trigger my-space my-check', 'run it, wait, and exit by the result'],
          [
            'qarion quality trigger my-space my-check --fail-on warning --timeout 60',
            'a stricter gate, in a minute at most',
          ],
        ],
      }),
    )
    .action((space, check, { wait, timeout, failOn }) =>
      withClient(triggerCheck, { space, check, wait, timeoutSeconds: timeout, failOn }),
    );

export type TriggerOptions = {
  space: string;
  check: string;
  wait: boolean;
  timeoutSeconds: number;
  failOn: FailOn;
};

export async function triggerCheck(options: TriggerOptions, context: ClientContext): Promise<ExitCode> {
  const { space, check, wait, timeoutSeconds, failOn } = options;
  const { client, io } = context;
  const endsAt = performance.now() + timeoutSeconds * 1000;
  // One name for both requests below: the second finds the execution of the first.
  const idempotencyKey = randomUUID();
  const interruption = new Interruption();
  try {
    // Asked for without waiting, so that the id is known whatever happens next.
    const queued = await io.whileWaiting(`Starting ${check}`, () =>
      client.quality.trigger(space, check, { wait: false, idempotencyKey, timeoutMs: timeoutSeconds * 1000 }),
    );
    const execution = wait ? await waitFor(queued) : queued;
    await showResult(context, execution);
    return exitCodeOfStatus(execution.status, failOn);
  } finally {
    interruption.stop();
  }

  async function waitFor(queued: Execution): Promise<Execution> {
    try {
      interruption.signal.throwIfAborted();
      return await io.whileWaiting(`Waiting for ${check}`, () => untilFinished(queued));
    } catch (error) {
      io.say(`The execution ${queued.id} goes on: qarion quality history ${space} ${check}`);
      interruption.signal.throwIfAborted();
      throw error;
    }
  }

  async function untilFinished(queued: Execution): Promise<Execution> {
    const timeoutMs = Math.max(1, endsAt - performance.now());
    const isUp = AbortSignal.timeout(Math.ceil(timeoutMs) + LAST_LOOK_MS);
    const signal = AbortSignal.any([interruption.signal, isUp]);
    try {
      return await client.quality.trigger(space, check, { idempotencyKey, timeoutMs, signal });
    } catch (error) {
      if (!isUp.aborted) throw error;
      throw new TimeoutError(`The execution ${queued.id} did not finish in time.`, queued.id);
    }
  }
}

/** A server that does not answer at all is not waited for any longer than this. */
const LAST_LOOK_MS = 2_000;
