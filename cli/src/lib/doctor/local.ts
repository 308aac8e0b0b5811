import type { Connection } from '../connection';
import type { Context } from '../context';
import { EXIT } from '../exit-codes';
import type { Env } from '../io';
import type { SettingsFile } from '../settings-file';
import { type Finding, ok, problem, warning } from './finding';

/** What can be seen without asking anybody. */
export async function examineMachine(context: Context): Promise<Finding[]> {
  const { env, connection, settingsFile } = context;
  return [
    await examineSettings(settingsFile),
    examineAddress(connection),
    ...examineProxies(env),
    ...examineTls(env),
  ];
}

/** Shuts others out of the file, when it has to. */
async function examineSettings(settingsFile: SettingsFile): Promise<Finding> {
  const { keys } = await settingsFile.read();
  const open = await settingsFile.openToOthers();
  if (keys.size === 0) return ok('settings', `No key is kept in ${settingsFile.path}.`);
  if (open.length === 0) return ok('settings', `Only you can read ${settingsFile.path}.`);
  try {
    await settingsFile.close();
  } catch (error) {
    const why = (error as Error).message;
    return problem(
      'settings',
      `Others can read ${open.join(' and ')}, and that stayed so: ${why}`,
      EXIT.usage,
    );
  }
  return warning(
    'settings',
    `Others could get at ${open.join(' and ')}. They no longer can; if this machine has other users, rotate the key.`,
  );
}

const SAID_BY = {
  flag: 'as --base-url says',
  environment: 'as QARION_BASE_URL says',
  file: 'where the last login went',
  default: 'as nothing says otherwise',
};

function examineAddress({ baseUrl, baseUrlFrom }: Connection): Finding {
  const { protocol, hostname, pathname } = new URL(baseUrl);
  const asked = `${baseUrl} is asked, ${SAID_BY[baseUrlFrom]}.`;
  if (!/\/api(\/v1\.0)?$/.test(pathname)) {
    return warning('address', `${asked} The API is usually at ${baseUrl}/api.`);
  }
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  if (protocol === 'http:' && !isHere) {
    return warning('address', `${asked} Without https, everyone on the way can read the key.`);
  }
  return ok('address', asked);
}

/** Node.js began to use these with version 24, and only when told to. */
function examineProxies(env: Env): Finding[] {
  const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]);
  const set = names.filter((name) => env[name]);
  if (set.length === 0) return [];
  const major = Number(process.versions.node.split('.')[0]);
  if (env.NODE_USE_ENV_PROXY === '1' && major >= 24) return [ok('proxy', `${set.join(' and ')} is used.`)];
  const advice =
    major >= 24
      ? 'Set NODE_USE_ENV_PROXY=1 to use it.'
      : 'Node.js 24 or newer uses it with NODE_USE_ENV_PROXY=1.';
  return [
    warning('proxy', `${set.join(' and ')} is set, and not used: the server is asked directly. ${advice}`),
  ];
}

function examineTls(env: Env): Finding[] {
  if (env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return [];
  const detail =
    'NODE_TLS_REJECT_UNAUTHORIZED=0 accepts any server as yours, and it gets your key. Unset it; NODE_EXTRA_CA_CERTS names a certificate to trust.';
  return [warning('tls', detail)];
}
