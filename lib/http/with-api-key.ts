import 'server-only';
import type { z } from 'zod';
import type { ApiKeyActor } from '../actor';
import type { AppError } from '../errors/app-error';
import { validate } from '../validate';
import { admit } from './admit';
import { answering, type RouteContext, type RouteHandler } from './answering';
import { Answer, type Operation } from './operation';
import { problemResponse } from './problem';
import { readJson } from './read-json';

type Input<P extends z.ZodObject, B extends z.ZodType, Q extends z.ZodObject, H extends z.ZodObject> = {
  request: Request;
  params: z.output<P>;
  query: z.output<Q>;
  headers: z.output<H>;
  body: z.output<B>;
};

type Result<O extends z.ZodType> = z.input<O> | Answer<z.input<O>>;

/**
 * A protected route: authenticates, validates, calls the handler, and shapes
 * what it returns by the operation's schema, so that no field gets out that was
 * not declared. Every error becomes problem+json.
 */
export function withApiKey<
  P extends z.ZodObject,
  B extends z.ZodType,
  O extends z.ZodType,
  Q extends z.ZodObject,
  H extends z.ZodObject,
>(
  operation: Operation<P, B, O, Q, H>,
  handler: (input: Input<P, B, Q, H> & { actor: ApiKeyActor }) => Promise<Result<O>>,
): RouteHandler {
  return answering(async (request, context, note, headers) => {
    const actor = await admit(request, note, headers);
    return run(operation, request, context, (input) => handler({ ...input, actor }));
  });
}

/** A route on the public list (`public-paths.ts`): the same, without a key. */
export function withoutKey<
  P extends z.ZodObject,
  B extends z.ZodType,
  O extends z.ZodType,
  Q extends z.ZodObject,
  H extends z.ZodObject,
>(
  operation: Operation<P, B, O, Q, H>,
  handler: (input: Input<P, B, Q, H>) => Promise<Result<O>>,
): RouteHandler {
  return answering((request, context) => run(operation, request, context, handler));
}

/** What is answered for a method or path that no operation declares, once the key is known to be good. */
export function refusing(
  refuse: () => { error: AppError; headers?: HeadersInit },
  isPublic: boolean,
): RouteHandler {
  return answering(async (request, _context, note, answerHeaders) => {
    if (!isPublic) await admit(request, note, answerHeaders);
    const { error, headers } = refuse();
    return problemResponse(error, note.requestId, headers);
  });
}

async function run<
  P extends z.ZodObject,
  B extends z.ZodType,
  O extends z.ZodType,
  Q extends z.ZodObject,
  H extends z.ZodObject,
>(
  operation: Operation<P, B, O, Q, H>,
  request: Request,
  context: RouteContext,
  handler: (input: Input<P, B, Q, H>) => Promise<Result<O>>,
): Promise<Response> {
  const { success } = operation;
  const params = operation.params
    ? validate(operation.params, await context.params, 'path')
    : ({} as z.output<P>);
  const query = operation.query ? validate(operation.query, queryOf(request), 'query') : ({} as z.output<Q>);
  const headers = operation.headers
    ? validate(operation.headers, headersOf(request, operation.headers), 'header')
    : ({} as z.output<H>);
  const body = operation.body
    ? validate(operation.body, await readJson(request), 'body')
    : (undefined as z.output<B>);
  const result = await handler({ request, params, query, headers, body });
  const answer = result instanceof Answer ? result : new Answer(success.status, result);
  const { status, headers: answerHeaders } = answer;
  if (!success.output) return new Response(null, { status, headers: answerHeaders });
  const output = success.output.parse(answer.body);
  return success.type
    ? new Response(String(output), { status, headers: { 'Content-Type': success.type, ...answerHeaders } })
    : Response.json(output, { status, headers: answerHeaders });
}

/** What stands behind the `?`; of a name that is repeated, the last. */
function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}

function headersOf(request: Request, schema: z.ZodObject): Record<string, string> {
  return Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => {
      const value = request.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
