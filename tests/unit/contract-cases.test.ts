import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isWellFormedSecret } from '@/lib/api-keys/token';
import { ERROR_CODES } from '@/lib/errors/codes';
import { openApiDocument, operations, problemSchema } from '@/lib/http/openapi';
import { bodyOf } from '../contract/replay-bodies.mjs';

/** The cases of the clients, held against what the API says of itself, so that neither drifts from the other. */
const FOLDER = path.resolve(__dirname, '../contract');

type Exchange = {
  request: {
    method: string;
    path: string;
    query?: Record<string, string>;
    headers?: Record<string, string>;
    headers_present?: string[];
    body?: unknown;
  };
  response: { status?: number; body?: unknown; text?: string; fault?: string };
};
type ContractCase = { name: string; exchanges?: Exchange[]; beyond_the_schema?: string };

const readJson = (file: string) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));
const bodies = readJson('bodies.json') as Record<string, unknown>;
const cases: ContractCase[] = readdirSync(path.join(FOLDER, 'cases')).flatMap(
  (file) => readJson(`cases/${file}`).cases,
);
const exchanges = cases.flatMap(({ name, exchanges = [], beyond_the_schema }) =>
  exchanges.map((exchange, at) => ({ name, at, ...exchange, isBeyond: beyond_the_schema !== undefined })),
);
const { paths = {} } = openApiDocument();

function operationOf({ method, path }: Exchange['request']) {
  const fits = (declared: string) => new RegExp(`^${declared.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  // A path with fewer parameters is the more exact one: `/quality/checks/preview`.
  const found = operations
    .filter((operation) => operation.method === method && fits(operation.path))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
  if (!found) throw new Error(`the API has no ${method} ${path}`);
  return found;
}

/** The answers that are the API's own: whole, and not said to be something else's. */
const ownAnswers = exchanges.filter(
  ({ response, isBeyond }) =>
    !isBeyond && response.text === undefined && !['close', 'silence'].includes(response.fault ?? ''),
);

it('the cases have names that differ', () => {
  const names = cases.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test.each(exchanges)('$name, request $at: the API takes it', ({ request, response }) => {
  const operation = operationOf(request);
  const query = request.query ?? {};
  expect(Object.keys(operation.query?.shape ?? {})).toEqual(expect.arrayContaining(Object.keys(query)));
  operation.query?.parse(query);
  const own = Object.keys(operation.headers?.shape ?? {});
  const headers = [...Object.keys(request.headers ?? {}), ...(request.headers_present ?? [])];
  expect(own).toEqual(expect.arrayContaining(headers));
  expect(request.body === undefined).toBe(operation.body === undefined);
  const isRefused = (response.status ?? 200) >= 400;
  if (!isRefused) operation.body?.parse(request.body);
});

test.each(ownAnswers)('$name, answer $at: the API gives it', ({ request, response }) => {
  const operation = operationOf(request);
  const { status = 200 } = response;
  const described = Object.entries(paths[operation.path] ?? {}).find(
    ([method]) => method.toUpperCase() === operation.method,
  );
  expect(Object.keys(described?.[1].responses ?? {})).toContain(String(status));
  const body = bodyOf(response.body, bodies);
  const schema = status < 400 ? operation.success.output : problemSchema;
  // A field that no schema declares would be lost here.
  if (schema) expect(schema.parse(body)).toEqual(body);
  else expect(body).toBeUndefined();
  if (status >= 400) expectKnownProblem(body, status);
});

function expectKnownProblem(body: unknown, status: number): void {
  const { code, ...problem } = problemSchema.parse(body);
  expect(ERROR_CODES).toHaveProperty(code, { status, title: problem.title });
  expect(problem).toMatchObject({ status, type: `/docs/api#error-${code}` });
}

it('a secret in an answer is none of anyone’s: it is one of the vectors', () => {
  const { valid } = readJson('token-vectors.json') as { valid: { secret: string }[] };
  const known = valid.map(({ secret }) => secret);
  const found = JSON.stringify([bodies, cases]).match(/qarion_live_sk_[0-9A-Za-z]{49}\b/g) ?? [];
  expect(found.filter((text) => isWellFormedSecret(text) && !known.includes(text))).toEqual([]);
});
