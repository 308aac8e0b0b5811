import { Command } from '@commander-js/extra-typings';
import { helpText, type Starts } from '../../lib/command';
import type { ClientContext } from '../../lib/context';
import { showList } from '../../lib/show';

export const apiKeysListCommand = ({ withClient }: Starts) =>
  new Command('list')
    .description('List your API keys that were not revoked, newest first')
    .addHelpText(
      'after',
      helpText({
        output: `A table: name, key_prefix, is_active, created_at, last_used_at, expires_at, tier.
          As JSON: an array of keys, also with id. No secret is ever in it.`,
        examples: [
          ['qarion api-keys list', 'your keys'],
          [
            "qarion api-keys list --json | jq -r '.[] | select(.last_used_at == null).name'",
            'those that were never used',
          ],
        ],
      }),
    )
    .action(() => withClient(listKeys, {}));

const FIELDS = ['name', 'key_prefix', 'is_active', 'created_at', 'last_used_at', 'expires_at', 'tier'];

export async function listKeys(_: object, context: ClientContext): Promise<void> {
  await showList(context, await context.client.apiKeys.list(), FIELDS, 'You have no API keys.');
}
