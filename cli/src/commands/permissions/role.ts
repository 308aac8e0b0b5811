import { Command } from '@commander-js/extra-typings';
import { helpText, type Starts } from '../../lib/command';
import type { ClientContext } from '../../lib/context';
import { showOne } from '../../lib/show';

export const permissionsRoleCommand = ({ withClient }: Starts) =>
  new Command('role')
    .description('Show your role in a space: viewer, editor or admin')
    .argument('<space>', 'short name of the space')
    .addHelpText(
      'after',
      helpText({
        output: `space and role. Viewers look, editors change and run checks, admins choose the members.
          A key has the role of its user.`,
        examples: [
          ['qarion permissions role my-space', 'your role'],
          ['qarion permissions role my-space --json | jq -r .role', 'one word, for a script'],
        ],
      }),
    )
    .action((space) => withClient(showRole, { space }));

export type RoleOptions = { space: string };

export async function showRole({ space }: RoleOptions, context: ClientContext): Promise<void> {
  const { slug, role } = await context.client.spaces.get(space);
  await showOne(context, { space: slug, role }, ['space', 'role']);
}
