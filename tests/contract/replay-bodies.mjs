// The bodies of answers, written short: `{ "like": "execution", "status": "FAIL" }`
// is the body of that name in bodies.json with another status.

/** @param bodies What bodies.json holds. */
export function bodyOf(written, bodies) {
  if (Array.isArray(written)) return written.map((part) => bodyOf(part, bodies));
  if (typeof written !== 'object' || written === null) return written;
  const { like, ...own } = written;
  if (like !== undefined && !(like in bodies)) throw new Error(`bodies.json has no body "${like}"`);
  const parts = Object.entries(own).map(([name, value]) => [name, bodyOf(value, bodies)]);
  return { ...(like === undefined ? {} : bodyOf(bodies[like], bodies)), ...Object.fromEntries(parts) };
}
