import { Command } from '@commander-js/extra-typings';
import { helpText, type Starts } from '../../lib/command';
import type { ClientContext } from '../../lib/context';
import { showOne } from '../../lib/show';

export const qualityGetCommand = ({ withClient }: Starts) =>
  new Command('get')
    .description('Show a check: what it asks, and its newest result')
    .argument('<space>', 'short name of the space')
    .argument('<check>', 'short name of the check')
    .addHelpText(
      'after',
      helpText({
        output: 'The fields of the check below each other. As JSON: the check.',
        examples: [
          ['qarion quality get my-space my-check', 'everything about it'],
          ['qarion quality get my-space my-check --json | jq -r .query', 'its query alone'],
        ],
      }),
    )
    .action((space, check) => withClient(getCheck, { space, check }));

export type GetOptions = { space: string; check: string };

const FIELDS = [
  'space',
  'slug',
  'name',
  'description',
  'check_type',
  'source',
  'query',
  'configuration',
  'thresholds.warning',
  'thresholds.critical',
  'severity',
  'schedule.cron',
  'schedule.timezone',
  'is_archived',
  'version',
  'updated_at',
  'last_execution.status',
  'last_execution.value',
  'last_execution.message',
  'last_execution.finished_at',
];

export async function getCheck({ space, check }: GetOptions, context: ClientContext): Promise<void> {
  await showOne(context, await context.client.quality.get(space, check), FIELDS);
}
