import type { AppError } from './app-error';
import type { ErrorCode } from './codes';

/** What every server action returns: the data, or what went wrong and where. */
export type ActionResult<T = undefined> =
  | { ok: true; data: T }
  | { ok: false; error: { code: ErrorCode; message: string; fieldErrors: Record<string, string> } };

/** The error as a form shows it: one message, and one per field. */
export function toActionError(error: AppError): Extract<ActionResult, { ok: false }> {
  const fieldErrors: Record<string, string> = {};
  for (const { loc, msg } of error.fields) fieldErrors[loc.at(-1)?.toString() ?? ''] ??= msg;
  return { ok: false, error: { code: error.code, message: error.detail, fieldErrors } };
}
