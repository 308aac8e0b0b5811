import { Command, Option } from '@commander-js/extra-typings';
import { helpText, type Starts, wholeNumber } from '../../lib/command';
import type { ClientContext } from '../../lib/context';
import { showList } from '../../lib/show';
import { take } from '../../lib/take';

const STATUSES = ['PASS', 'WARNING', 'FAIL', 'ERROR', 'none'] as const;

export const qualityListCommand = ({ withClient }: Starts) =>
  new Command('list')
    .description('List the checks of a space, each with its newest result')
    .argument('<space>', 'short name of the space')
    .option('--search <text>', 'only those with this in their name')
    .addOption(new Option('--status <status>', 'only those whose newest result is this').choices(STATUSES))
    .option('--archived', 'those that are archived instead of the others')
    .option('--limit <count>', 'at most so many', wholeNumber(1, 100_000), 1000)
    .addHelpText(
      'after',
      helpText({
        output: `A table: slug, name, check_type, and of the newest result status, value and finished_at.
          As JSON: an array of whole checks. None is [].`,
        examples: [
          ['qarion quality list my-space', 'all checks'],
          ['qarion quality list my-space --status FAIL --json', 'those that fail, for a script'],
        ],
      }),
    )
    .action((space, { search, status, archived, limit }) =>
      withClient(listChecks, { space, search, status, archived, limit }),
    );

export type ListOptions = {
  space: string;
  search: string | undefined;
  status: (typeof STATUSES)[number] | undefined;
  archived: true | undefined;
  limit: number;
};

const FIELDS = [
  'slug',
  'name',
  'check_type',
  'last_execution.status',
  'last_execution.value',
  'last_execution.finished_at',
];

export async function listChecks(options: ListOptions, context: ClientContext): Promise<void> {
  const { space, limit, ...filter } = options;
  const checks = await take(context, limit, (size) =>
    context.client.quality.list(space, { ...filter, size }),
  );
  await showList(context, checks, FIELDS, `There is no such check in ${space}.`);
}
