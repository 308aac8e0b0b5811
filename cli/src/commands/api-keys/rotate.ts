import { Command } from '@commander-js/extra-typings';
import { helpText, type Starts, wholeNumber } from '../../lib/command';
import { confirm } from '../../lib/confirm';
import type { ClientContext } from '../../lib/context';
import { findKey } from '../../lib/find-key';
import { printSecret } from '../../lib/print-secret';
import { relativeTime } from '../../lib/relative-time';
import { replaceStoredKey } from '../../lib/stored-key';

const MAX_DAYS = 3650;
const MAX_OVERLAP_HOURS = 168;

export const apiKeysRotateCommand = ({ withClient }: Starts) =>
  new Command('rotate')
    .description('Make a key that takes the place of another, and print its secret, once')
    .argument('<key>', 'its name, its prefix as the list shows it, or its id')
    .option(
      '--overlap-hours <hours>',
      'how long the old key still works; by default 24, and 0 ends it at once',
      wholeNumber(0, MAX_OVERLAP_HOURS),
    )
    .option(
      '--expires-in-days <days>',
      'when the new key ends; by default it lasts as long as the old one did',
      wholeNumber(1, MAX_DAYS),
    )
    .option('--yes', 'do not ask; only --overlap-hours 0 asks')
    .addHelpText(
      'after',
      helpText({
        output: `The new secret, alone. It is shown this once and stored nowhere.
          As JSON: the new key, with the secret as full_key, and the old key as replaces.
          The key of this command line itself is replaced in its settings, too.`,
        examples: [
          ['qarion api-keys rotate CI', 'a new key; the old one works for another day'],
          [
            'qarion api-keys rotate CI --overlap-hours 0 --yes | gh secret set QARION_API_KEY',
            'a key that was seen by others: end it now',
          ],
        ],
      }),
    )
    .action((key, { overlapHours, expiresInDays, yes }) =>
      withClient(rotateKey, { key, overlapHours, expiresInDays, isSure: yes === true }),
    );

export type RotateOptions = {
  key: string;
  overlapHours: number | undefined;
  expiresInDays: number | undefined;
  isSure: boolean;
};

export async function rotateKey(options: RotateOptions, context: ClientContext): Promise<void> {
  const { key: called, overlapHours, expiresInDays, isSure } = options;
  const { client, io, now } = context;
  const old = await findKey(context, called);
  if (overlapHours === 0) {
    await confirm(io, `${old.name} (${old.keyPrefix}…) stops working at once. Rotate it?`, isSure);
  }
  const rotated = await client.apiKeys.rotate(old.id, { overlapHours, expiresInDays });
  // First of all: the old key of this command line may have ended already.
  await replaceStoredKey(context, old, rotated.fullKey);
  await printSecret(context, rotated);
  const { expiresAt } = rotated.replaces;
  const end = expiresAt ? `works until ${expiresAt} (${relativeTime(expiresAt, now())})` : 'works on';
  io.say(
    `${rotated.name} is now ${rotated.keyPrefix}…; ${old.keyPrefix}… ${end}. The secret is not shown again.`,
  );
}
