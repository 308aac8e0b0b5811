import { Command, Option } from '@commander-js/extra-typings';
import { helpText, type Starts, wholeNumber } from '../../lib/command';
import type { ClientContext } from '../../lib/context';
import { showList } from '../../lib/show';
import { take } from '../../lib/take';

const STATUSES = ['QUEUED', 'RUNNING', 'PASS', 'WARNING', 'FAIL', 'ERROR'] as const;

export const qualityHistoryCommand = ({ withClient }: Starts) =>
  new Command('history')
    .description('List the executions of a check, newest first')
    .argument('<space>', 'short name of the space')
    .argument('<check>', 'short name of the check')
    .addOption(new Option('--status <status>', 'only those with this status').choices(STATUSES))
    .option('--limit <count>', 'at most so many', wholeNumber(1, 100_000), 20)
    .addHelpText(
      'after',
      helpText({
        output: `A table: created_at, status, value, via, duration_ms and message.
          As JSON: an array of whole executions. None is [].`,
        examples: [
          ['qarion quality history my-space my-check', 'the last 20'],
          ['qarion quality history my-space my-check --status FAIL --limit 5', 'the last five that failed'],
        ],
      }),
    )
    .action((space, check, { status, limit }) => withClient(listHistory, { space, check, status, limit }));

export type HistoryOptions = {
  space: string;
  check: string;
  status: (typeof STATUSES)[number] | undefined;
  limit: number;
};

const FIELDS = ['created_at', 'status', 'value', 'triggered_by.via', 'duration_ms', 'message'];

export async function listHistory(options: HistoryOptions, context: ClientContext): Promise<void> {
  const { space, check, status, limit } = options;
  const executions = await take(context, limit, (size) =>
    context.client.quality.executions(space, check, { status, size }),
  );
  await showList(context, executions, FIELDS, `No such execution of ${check} yet.`);
}
