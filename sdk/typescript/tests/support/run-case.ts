import { Qarion } from '../../src/client.js';
import { QarionError } from '../../src/errors.js';
import { fromWire, toWire } from '../../src/names.js';
import { PACE, type QarionOptions } from '../../src/settings.js';
import { API_KEY, type ContractCase } from './replay.js';

type Method = (...args: unknown[]) => PromiseLike<unknown> & AsyncIterable<unknown>;
type Outcome = { result: unknown } | { error: Record<string, unknown> };

/** Does what a case says, and tells what came of it in the API's own names. */
export async function runCase({ client, call }: ContractCase, baseUrl: string): Promise<Outcome> {
  try {
    return { result: toWire((await perform(makeClient(client, baseUrl), call)) ?? null) };
  } catch (error) {
    if (!(error instanceof QarionError)) throw error;
    return { error: describe(error) };
  }
}

export function makeClient(client: ContractCase['client'] = {}, baseUrl: string): Qarion {
  const { api_key = API_KEY, max_retries = 2, timeout_seconds = 5 } = client;
  const options: QarionOptions = {
    apiKey: api_key ?? '',
    baseUrl,
    maxRetries: max_retries,
    timeoutMs: timeout_seconds * 1000,
    [PACE]: { retryMs: 20, pollMs: 10 },
  };
  return new Qarion(options);
}

async function perform(client: Qarion, { method, args = [], options, iterate }: ContractCase['call']) {
  const [resource = '', name = ''] = method.split('.').map((part) => Object.keys(camel(part))[0] ?? '');
  const target = (client as unknown as Record<string, Record<string, Method>>)[resource];
  const called = target?.[name];
  if (!called) throw new Error(`the client has no method ${method}`);
  const given = called.apply(target, options ? [...args, camelOptions(options)] : args);
  if (!iterate) return await given;
  const items: unknown[] = [];
  for await (const item of given) {
    items.push(item);
    if (items.length === iterate) break;
  }
  return items;
}

const camel = (name: string) => fromWire({ [name]: null }) as Record<string, null>;

/** Times are in milliseconds here. */
function camelOptions({ timeout_seconds, ...options }: Record<string, unknown>) {
  const timeoutMs = timeout_seconds === undefined ? {} : { timeoutMs: Number(timeout_seconds) * 1000 };
  return { ...(fromWire(options) as object), ...timeoutMs };
}

function describe(error: QarionError): Record<string, unknown> {
  return { class: error.name, detail: error.message, ...(toWire({ ...error }) as object) };
}
