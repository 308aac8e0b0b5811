import 'server-only';
import type { z } from 'zod';
import { AppError } from '../errors/app-error';
import { toAppError } from '../errors/to-app-error';
import { answering, type RouteHandler } from './answering';
import type { Operation } from './operation';
import { FORM_TYPE, readForm } from './read-form';

/**
 * A public route that speaks OAuth 2.0: its body is a form, and what is wrong
 * with the request is told as RFC 6749, 5.2 has it, in JSON with the status 400.
 * Everything else that can go wrong is a problem document, as anywhere.
 */
export function withOAuth<B extends z.ZodType, O extends z.ZodType>(
  operation: Operation<z.ZodObject, B, O>,
  handler: (input: { request: Request; body: z.output<B> }) => Promise<z.input<O>>,
): RouteHandler {
  const { body, success } = operation;
  if (!body || !success.output) throw new Error(`${operation.id} has a form and an answer`);
  const output = success.output;
  return answering(async (request, _context, note) => {
    try {
      const result = await handler({ request, body: parse(body, await readForm(request)) });
      return Response.json(output.parse(result), { status: success.status });
    } catch (thrown) {
      const { code, status, detail } = toAppError(thrown);
      if (status !== 400) throw thrown;
      note.code = code;
      return Response.json({ error: code, error_description: detail }, { status });
    }
  });
}

function parse<B extends z.ZodType>(schema: B, form: Record<string, string>): z.output<B> {
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  const names = new Set(parsed.error.issues.map(({ path }) => path.join('.')));
  throw new AppError('invalid_request', {
    detail: `Send ${[...names].join(' and ')}, in the body as ${FORM_TYPE}.`,
  });
}
