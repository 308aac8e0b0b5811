import { readFileSync } from 'node:fs';
import type { Answer, Client } from './client';
import type { Owner } from './people';

type Manifest = { node: Record<string, { filename: string; exportedName: string }> };

/** The name under which the build knows a server action. */
function idOf(action: string): string {
  const manifest = JSON.parse(
    readFileSync('.next/server/server-reference-manifest.json', 'utf8'),
  ) as Manifest;
  const found = Object.entries(manifest.node).find(([, { exportedName }]) => exportedName === action);
  if (!found) throw new Error(`The build has no action ${action}.`);
  return found[0];
}

/** Calls a server action as the page does that it belongs to: with the browser's session, over HTTP. */
export async function callAction(
  client: Client,
  origin: string,
  owner: Owner,
  { page, action, input }: { page: string; action: string; input: unknown },
): Promise<Answer> {
  const answer = await client.ask(origin, page, {
    method: 'POST',
    body: JSON.stringify([input]),
    headers: {
      accept: 'text/x-component',
      'content-type': 'text/plain;charset=UTF-8',
      'next-action': idOf(action),
      origin,
      cookie: owner.cookie,
    },
  });
  if (answer.status !== 200 || !answer.body.includes('"ok":true')) {
    throw new Error(`${action} answered ${answer.status}: ${answer.body.slice(0, 300)}`);
  }
  return answer;
}
