import { DatabaseProxy } from '../../tests/support/database-proxy';
import { withClient } from '../../tests/support/sql';

/** A node of a plan, as `EXPLAIN (FORMAT JSON)` writes it. */
type PlanNode = { 'Node Type': string; 'Relation Name'?: string; Plans?: PlanNode[] };
export type Explained = { 'Query Text': string; Plan: PlanNode };

/**
 * Gives some work a way to the database on which each statement's plan is
 * noted: the database itself explains what it is about to do (auto_explain), to
 * whoever asks, and a proxy reads along. So these are the statements that the
 * application sends, with the values that it sends, and their actual plans.
 */
export async function withPlans(url: string, work: (url: string) => Promise<void>): Promise<Explained[]> {
  const name = new URL(url).pathname.slice(1);
  const settings = ['log_min_duration = 0', "log_format = 'json'", "log_level = 'notice'"];
  await withClient(url, async (client) => {
    await client.query(`ALTER DATABASE ${name} SET session_preload_libraries = 'auto_explain'`);
    for (const setting of settings) await client.query(`ALTER DATABASE ${name} SET auto_explain.${setting}`);
  });
  const explained: Explained[] = [];
  const proxy = await DatabaseProxy.start(url);
  proxy.onNotice = (body) => {
    const plan = /plan:\n(\{[^\0]*\})/.exec(body.toString('utf8'))?.[1];
    if (plan) explained.push(JSON.parse(plan));
  };
  try {
    await work(proxy.url);
  } finally {
    await proxy.stop();
  }
  return explained;
}

/** The statements that read a whole table of these, and which. */
export function sequentialScans(explained: Explained[], tables: string[]): string[] {
  return explained.flatMap(({ Plan, 'Query Text': text }) =>
    nodesOf(Plan)
      .filter((node) => node['Node Type'] === 'Seq Scan' && tables.includes(node['Relation Name'] ?? ''))
      .map((node) => `${node['Relation Name']}: ${text.replace(/\s+/g, ' ').trim()}`),
  );
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
