import 'server-only';
import type { z } from 'zod';
import type { ApiKeyActor } from '../actor';
import { authenticateApiKey } from '../auth/authenticate-api-key';
import type { AppError } from '../errors/app-error';
import { validate } from '../validate';
import { answering, type RouteContext, type RouteHandler } from './answering';
import type { Operation } from './operation';
import { problemResponse } from './problem';
import { readJson } from './read-json';

type Input<P extends z.ZodObject, B extends z.ZodType> = {
  request: Request;
  params: z.output<P>;
  body: z.output<B>;
};

/**
 * A protected route: authenticates, validates, calls the handler, and shapes
 * what it returns by the operation's schema, so that no field gets out that was
 * not declared. Every error becomes problem+json.
 */
export function withApiKey<P extends z.ZodObject, B extends z.ZodType, O extends z.ZodType>(
  operation: Operation<P, B, O>,
  handler: (input: Input<P, B> & { actor: ApiKeyActor }) => Promise<z.input<O>>,
): RouteHandler {
  return answering(async (request, context, log) => {
    const actor = await authenticateApiKey(request);
    log.apiKeyId = actor.via.key.id;
    return run(operation, request, context, (input) => handler({ ...input, actor }));
  });
}

/** A route on the public list (`public-paths.ts`): the same, without a key. */
export function withoutKey<P extends z.ZodObject, B extends z.ZodType, O extends z.ZodType>(
  operation: Operation<P, B, O>,
  handler: (input: Input<P, B>) => Promise<z.input<O>>,
): RouteHandler {
  return answering((request, context) => run(operation, request, context, handler));
}

/** What is answered for a method or path that no operation declares, once the key is known to be good. */
export function refusing(
  refuse: () => { error: AppError; headers?: HeadersInit },
  isPublic: boolean,
): RouteHandler {
  return answering(async (request, _context, log) => {
    if (!isPublic) await authenticateApiKey(request);
    const { error, headers } = refuse();
    return problemResponse(error, log.requestId, headers);
  });
}

async function run<P extends z.ZodObject, B extends z.ZodType, O extends z.ZodType>(
  operation: Operation<P, B, O>,
  request: Request,
  context: RouteContext,
  handler: (input: Input<P, B>) => Promise<z.input<O>>,
): Promise<Response> {
  const { params: paramsSchema, body: bodySchema, success } = operation;
  const params = paramsSchema ? validate(paramsSchema, await context.params, 'path') : ({} as z.output<P>);
  const body = bodySchema
    ? validate(bodySchema, await readJson(request), 'body')
    : (undefined as z.output<B>);
  const result = await handler({ request, params, body });
  if (!success.output) return new Response(null, { status: success.status });
  return Response.json(success.output.parse(result), { status: success.status });
}
