import type { z } from 'zod';
import type { ErrorCode } from '../errors/codes';

/**
 * What a route promises, declared once: it validates the request, shapes the
 * answer and is the API reference.
 */
export type Operation<
  Params extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Query extends z.ZodObject = z.ZodObject,
  Headers extends z.ZodObject = z.ZodObject,
> = {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api, with parameters in braces: `/api-keys/{id}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  params?: Params;
  /** What may stand behind the `?`. Each value arrives as text, so numbers are coerced. */
  query?: Query;
  /** Request headers it takes notice of, by lower-case name. */
  headers?: Headers;
  body?: Body;
  /** OAuth 2.0's own manners: the body is a form, and a 400 is as RFC 6749, 5.2 has it. JSON and problem+json otherwise. */
  protocol?: 'oauth';
  /** The answer to a request that went well; without `output` it has no body. */
  success: {
    status: SuccessStatus;
    description: string;
    output?: Output /** JSON, unless this says what text it is. */;
    type?: `text/${string}`;
  };
  /** Another status it may succeed with, with the same output: the handler returns an `Answer`. */
  alternative?: { status: SuccessStatus; description: string };
  /** The errors it can answer with besides those of every operation. */
  errors?: ErrorCode[];
  /** Keyless operations are on the public list; everything else needs a key. */
  isPublic?: boolean;
};

/** Declares an operation, keeping the exact types of its schemas. */
export function operation<
  Params extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUndefined,
  Output extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Headers extends z.ZodObject = z.ZodObject<Record<never, never>>,
>(
  declaration: Operation<Params, Body, Output, Query, Headers>,
): Operation<Params, Body, Output, Query, Headers> {
  return declaration;
}

export type SuccessStatus = 200 | 201 | 202 | 204;

/** An answer whose status or headers are the handler's to choose. */
export class Answer<T> {
  constructor(
    readonly status: SuccessStatus,
    readonly body: T,
    readonly headers: Record<string, string> = {},
  ) {}
}
