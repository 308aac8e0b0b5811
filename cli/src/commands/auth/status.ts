import { Command } from '@commander-js/extra-typings';
import { helpText, type Starts } from '../../lib/command';
import type { ClientContext } from '../../lib/context';
import { showOne } from '../../lib/show';

export const authStatusCommand = ({ withClient }: Starts) =>
  new Command('status')
    .description('Show who you are, on which server, and with which key')
    .addHelpText(
      'after',
      helpText({
        output: `base_url, email, the key’s name, prefix and end, and key_from: where the key was found,
          environment or file. Never the key. As JSON: also your spaces with your role in each.`,
        examples: [
          ['qarion auth status', 'who, where and with what'],
          ['qarion auth status --json | jq -r .api_key.expires_at', 'when the key ends'],
        ],
      }),
    )
    .action(() => withClient(showStatus, {}));

const FIELDS = [
  'base_url',
  'email',
  'api_key.name',
  'api_key.key_prefix',
  'api_key.created_at',
  'api_key.expires_at',
  'key_from',
  'settings_file',
];

export async function showStatus(_: object, context: ClientContext): Promise<void> {
  const { connection, settingsFile, client } = context;
  const { baseUrl, baseUrlFrom, key } = connection;
  const me = await client.users.me();
  const status = { baseUrl, baseUrlFrom, keyFrom: key?.from, settingsFile: settingsFile.path, ...me };
  await showOne(context, status, FIELDS);
}
