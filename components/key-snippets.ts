export type Snippet = { id: 'curl' | 'cli' | 'python' | 'typescript'; label: string; code: string };

/**
 * Ways to use a key, ready to paste. Call it with the masked key for what is on
 * screen and with the secret for what is copied.
 */
export function snippets(key: string, baseUrl: string): Snippet[] {
  return [
    {
      id: 'curl',
      label: 'curl',
      code: `curl ${baseUrl}/users/me \\\n  -H "Authorization: Bearer ${key}"`,
    },
    {
      id: 'cli',
      label: 'CLI',
      code: [
        `export QARION_API_KEY=${key}`,
        `export QARION_BASE_URL=${baseUrl}`,
        'qarion quality trigger my-space my-check',
      ].join('\n'),
    },
    {
      id: 'python',
      label: 'Python',
      code: [
        'from qarion import QarionClient',
        '',
        'client = QarionClient(',
        `    api_key="${key}",`,
        `    base_url="${baseUrl}",`,
        ')',
        'execution = client.quality.trigger("my-space", "my-check")',
        'print(execution.status)',
      ].join('\n'),
    },
    {
      id: 'typescript',
      label: 'TypeScript',
      code: [
        "import { Qarion } from '@qarion/sdk';",
        '',
        'const qarion = new Qarion({',
        `  apiKey: '${key}',`,
        `  baseUrl: '${baseUrl}',`,
        '});',
        "const execution = await qarion.quality.trigger('my-space', 'my-check');",
        'console.log(execution.status);',
      ].join('\n'),
    },
  ];
}

/** The key as an `.env` file, for the clients that read their settings from the environment. */
export function envFile(key: string, baseUrl: string): string {
  return `QARION_API_KEY=${key}\nQARION_BASE_URL=${baseUrl}\n`;
}

/** The key as it may be looked at over a shoulder: its public start, the rest dots. */
export function maskedKey(keyPrefix: string): string {
  return `${keyPrefix}${'•'.repeat(12)}`;
}
