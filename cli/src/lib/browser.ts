import { spawn } from 'node:child_process';
import type { Env } from './io';

/** The program that opens an address, without a shell that would read it too. */
function opener(platform: NodeJS.Platform): [command: string, ...args: string[]] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

/** Opens an address in the person's browser. Tells whether a program for it was there. */
export function openInBrowser(address: string, { QARION_API_KEY: _, ...env }: Env): Promise<boolean> {
  // A server chose it: what is not of the web would start other programs.
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) return Promise.resolve(false);
  const [command, ...args] = opener(process.platform);
  const child = spawn(command, [...args, address], {
    env: env as NodeJS.ProcessEnv,
    stdio: 'ignore',
    detached: true,
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
