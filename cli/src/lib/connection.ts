import { UsageFailure } from './failure';
import type { Env } from './io';
import type { Settings } from './settings-file';

export const DEFAULT_BASE_URL = 'http://localhost:3000/api';

/** Which server is asked, and with which key, and who said so. */
export type Connection = {
  baseUrl: string;
  baseUrlFrom: 'flag' | 'environment' | 'file' | 'default';
  key: { secret: string; from: 'environment' | 'file' } | null;
};

/**
 * The server: `--base-url`, QARION_BASE_URL, where the last login went, or this
 * machine. The key: QARION_API_KEY, or the one that is stored for that server.
 */
export function connectionOf(flag: string | undefined, env: Env, settings: Settings): Connection {
  const { baseUrl, baseUrlFrom } = chooseBaseUrl(flag, env, settings);
  const { QARION_API_KEY: secret } = env;
  if (secret) return { baseUrl, baseUrlFrom, key: { secret, from: 'environment' } };
  const stored = settings.keys.get(baseUrl);
  return { baseUrl, baseUrlFrom, key: stored ? { secret: stored.secret, from: 'file' } : null };
}

function chooseBaseUrl(flag: string | undefined, env: Env, settings: Settings) {
  if (flag !== undefined) return { baseUrl: normalBaseUrl(flag, '--base-url'), baseUrlFrom: 'flag' } as const;
  if (env.QARION_BASE_URL) {
    const baseUrl = normalBaseUrl(env.QARION_BASE_URL, 'QARION_BASE_URL');
    return { baseUrl, baseUrlFrom: 'environment' } as const;
  }
  if (settings.baseUrl) {
    const baseUrl = normalBaseUrl(settings.baseUrl, 'base_url in the settings');
    return { baseUrl, baseUrlFrom: 'file' } as const;
  }
  return { baseUrl: DEFAULT_BASE_URL, baseUrlFrom: 'default' } as const;
}

/** One spelling for each address, so that a key is found again for the server it was stored for. */
function normalBaseUrl(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageFailure(`${name} must be an address like https://qarion.example.com/api.`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageFailure(`${name} may hold no user name, password, query or fragment.`);
  }
  return url.href.replace(/\/+$/, '');
}
