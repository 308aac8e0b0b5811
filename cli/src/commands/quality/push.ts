import { Command, Option } from '@commander-js/extra-typings';
import { anyNumber, helpText, type Starts } from '../../lib/command';
import type { ClientContext } from '../../lib/context';
import type { ExitCode } from '../../lib/exit-codes';
import { exitCodeOfStatus, type FailOn, failOnOption, RESULT_EXITS, showResult } from '../../lib/result';

const STATUSES = ['PASS', 'WARNING', 'FAIL'] as const;

export const qualityPushCommand = ({ withClient }: Starts) =>
  new Command('push')
    .description('Hand in a value that was measured elsewhere, for a check of the type custom')
    .argument('<space>', 'short name of the space')
    .argument('<check>', 'short name of the check')
    .argument('<value>', 'the number that was measured', anyNumber)
    .addOption(
      new Option('--status <status>', 'the result, instead of what the thresholds say').choices(STATUSES),
    )
    .option('--message <text>', 'the result in a sentence')
    .option('--idempotency-key <text>', 'your own name for this value: sent twice in a day, it counts once')
    .addOption(failOnOption())
    .addHelpText(
      'after',
      helpText({
        output: 'The execution, with its status. As JSON: the whole execution.',
        exits: RESULT_EXITS,
        examples: [
          ['qarion quality push my-space satisfaction 4.6', 'a value; the thresholds decide'],
          [
            'qarion quality push my-space load-time 1250 --status WARNING --message "Slower than last week"',
            'a value with a result of its own',
          ],
        ],
      }),
    )
    .action((space, check, value, { status, message, idempotencyKey, failOn }) =>
      withClient(pushValue, { space, check, value, status, message, idempotencyKey, failOn }),
    );

export type PushOptions = {
  space: string;
  check: string;
  value: number;
  status: (typeof STATUSES)[number] | undefined;
  message: string | undefined;
  idempotencyKey: string | undefined;
  failOn: FailOn;
};

export async function pushValue(options: PushOptions, context: ClientContext): Promise<ExitCode> {
  const { space, check, failOn, ...result } = options;
  const execution = await context.client.quality.push(space, check, result);
  await showResult(context, execution);
  return exitCodeOfStatus(execution.status, failOn);
}
