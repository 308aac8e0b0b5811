import { existsSync, readFileSync } from 'node:fs';

/**
 * Lets the framework run on the configuration that the app was built with,
 * where there is no `next.config.js`: a folder made by `npm run standalone`
 * has neither that nor the parts of the framework that read it.
 */
export function adoptBuiltConfig() {
  if (existsSync('next.config.js')) return;
  const { config } = JSON.parse(readFileSync('.next/required-server-files.json', 'utf8'));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}
