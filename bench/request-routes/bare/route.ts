/** A route as the framework's own documentation begins with it. */
export function GET(): Response {
  return Response.json({ status: 'ok', checks: {} });
}
