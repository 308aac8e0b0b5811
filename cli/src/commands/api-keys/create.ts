import { Command } from '@commander-js/extra-typings';
import { helpText, type Starts, wholeNumber } from '../../lib/command';
import type { ClientContext } from '../../lib/context';
import { printSecret } from '../../lib/print-secret';
import { relativeTime } from '../../lib/relative-time';

const MAX_DAYS = 3650;

export const apiKeysCreateCommand = ({ withClient }: Starts) =>
  new Command('create')
    .description('Create an API key and print its secret, once')
    .argument('<name>', 'what it is for, like "CI Pipeline - Production"')
    .option('--expires-in-days <days>', 'when it ends; by default never', wholeNumber(1, MAX_DAYS))
    .addHelpText(
      'after',
      helpText({
        output: `The secret, alone. It is shown this once and stored nowhere: pipe it into what keeps it.
          As JSON: the key, with the secret as full_key.
          It takes a key that was given the right to create keys, in Settings.`,
        examples: [
          ['qarion api-keys create "Nightly export" --expires-in-days 90', 'a key for 90 days'],
          [
            'qarion api-keys create CI | gh secret set QARION_API_KEY',
            'a key that nobody sees: straight into the secrets of a repository',
          ],
        ],
      }),
    )
    .action((name, { expiresInDays }) => withClient(createKey, { name, expiresInDays }));

export type CreateOptions = { name: string; expiresInDays: number | undefined };

export async function createKey(options: CreateOptions, context: ClientContext): Promise<void> {
  const created = await context.client.apiKeys.create(options);
  const { name, keyPrefix, expiresAt } = created;
  await printSecret(context, created);
  const ends = expiresAt ? `expires ${relativeTime(expiresAt, context.now())}` : 'never expires';
  context.io.say(`Created ${name} (${keyPrefix}…), which ${ends}. The secret is not shown again.`);
}
