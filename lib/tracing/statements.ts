import 'server-only';
import { AsyncResource } from 'node:async_hooks';
import type pg from 'pg';
import { markFailed, tracing } from './tracing';

const TEXT_MAX_LENGTH = 2_000;

type Done = (error: { code?: string } | null | undefined, result: unknown) => void;
type Query = (...args: unknown[]) => unknown;

/**
 * Traces the statements of a pool, where traces are wanted: their text, in which
 * `$1` stands for each value, and never the values. Those that nothing traced
 * asks for, such as the worker's looks into the queue, are left out.
 */
export function traceStatements(pool: pg.Pool): void {
  if (!tracing()) return;
  const connect = pool.connect.bind(pool) as (done?: Query) => unknown;
  // Whoever waits for a connection is called by whoever gave one back, and would go on in that one's trace.
  pool.connect = ((done?: Query) => connect(done && AsyncResource.bind(done))) as typeof pool.connect;
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as Query;
    client.query = ((...args: unknown[]) => statement(query, args)) as typeof client.query;
  });
}

function statement(query: Query, args: unknown[]): unknown {
  const traces = tracing();
  const text = textOf(args[0]);
  if (!traces?.isActive() || text === null) return query(...args);
  const [verb = ''] = /[a-z]+/i.exec(text) ?? [];
  const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, TEXT_MAX_LENGTH) };
  return traces.run(verb.toUpperCase(), { kind: 2, attributes }, (span) => {
    const end: Done = (error) => {
      if (error) markFailed(span, error.code ?? 'unknown');
      span.end();
    };
    const done = args.at(-1);
    if (typeof done === 'function') {
      const told = AsyncResource.bind(done as Done);
      const andEnd: Done = (error, result) => {
        end(error, result);
        told(error, result);
      };
      return query(...args.slice(0, -1), andEnd);
    }
    const answer = query(...args) as Promise<unknown>;
    answer.then(
      () => end(null, undefined),
      (error) => end(error, undefined),
    );
    return answer;
  });
}

/** A statement is given as its text or as an object that has it; a cursor is neither. */
function textOf(config: unknown): string | null {
  if (typeof config === 'string') return config;
  if (typeof config !== 'object' || config === null || 'submit' in config) return null;
  return 'text' in config && typeof config.text === 'string' ? config.text : null;
}
