import { Command } from '@commander-js/extra-typings';
import { helpText, type Starts } from '../../lib/command';
import { confirm } from '../../lib/confirm';
import type { ClientContext } from '../../lib/context';
import { findKey } from '../../lib/find-key';
import { relativeTime } from '../../lib/relative-time';
import { forgetStoredKey } from '../../lib/stored-key';

export const apiKeysRevokeCommand = ({ withClient }: Starts) =>
  new Command('revoke')
    .description('Revoke an API key, at once and for ever')
    .argument('<key>', 'its name, its prefix as the list shows it, or its id')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      helpText({
        output: 'Nothing. What was done is said on stderr. Without a terminal it takes --yes.',
        examples: [
          ['qarion api-keys revoke "Nightly export"', 'asks, then ends it'],
          ['qarion api-keys revoke qarion_live_sk_Ab3d --yes', 'ends it without a question'],
        ],
      }),
    )
    .action((key, { yes }) => withClient(revokeKey, { key, isSure: yes === true }));

export type RevokeOptions = { key: string; isSure: boolean };

export async function revokeKey(
  { key: called, isSure }: RevokeOptions,
  context: ClientContext,
): Promise<void> {
  const { client, io, now } = context;
  const key = await findKey(context, called);
  const use = key.lastUsedAt ? `was last used ${relativeTime(key.lastUsedAt, now())}` : 'was never used';
  const question = `${key.name} (${key.keyPrefix}…) ${use}. Whatever uses it stops working. Revoke it?`;
  await confirm(io, question, isSure);
  await client.apiKeys.revoke(key.id);
  io.say(`Revoked ${key.name} (${key.keyPrefix}…).`);
  await forgetStoredKey(context, key);
}
