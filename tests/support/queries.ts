import pg from 'pg';

/** Watches, without changing anything, what is sent to the database from now on. */
export function watchQueries(): { texts(): string[]; stop(): void } {
  const spy = jest.spyOn(pg.Client.prototype, 'query');
  return {
    texts: () => spy.mock.calls.map((args: unknown[]) => textOf(args[0])),
    stop: () => spy.mockRestore(),
  };
}

function textOf(query: unknown): string {
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : String(query);
}
