import { Command } from '@commander-js/extra-typings';
import { helpText, type Starts } from '../../lib/command';
import type { ClientContext } from '../../lib/context';
import { showList } from '../../lib/show';

export const spacesListCommand = ({ withClient }: Starts) =>
  new Command('list')
    .description('List the spaces you are a member of')
    .addHelpText(
      'after',
      helpText({
        output: `A table: slug, name, role, member_count, created_at.
          As JSON: an array of spaces, also with id. None is [].`,
        examples: [
          ['qarion spaces list', 'your spaces, and your role in each'],
          ["qarion spaces list --json | jq -r '.[].slug'", 'their short names alone'],
        ],
      }),
    )
    .action(() => withClient(listSpaces, {}));

export async function listSpaces(_: object, context: ClientContext): Promise<void> {
  const spaces = await context.client.spaces.list();
  const fields = ['slug', 'name', 'role', 'member_count', 'created_at'];
  await showList(context, spaces, fields, 'You are in no space yet. An admin of one can add you.');
}
