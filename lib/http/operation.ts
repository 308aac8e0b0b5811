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
> = {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api, with parameters in braces: `/api-keys/{id}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  params?: Params;
  body?: Body;
  /** The answer to a request that went well; without `output` it has no body. */
  success: { status: 200 | 201 | 202 | 204; description: string; output?: Output };
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
>(declaration: Operation<Params, Body, Output>): Operation<Params, Body, Output> {
  return declaration;
}
