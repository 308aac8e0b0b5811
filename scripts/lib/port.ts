import { createServer } from 'node:net';
import type { Listening } from './settings';
import { errorCode, messageOf, UserFacingError } from './user-facing-error';

export function portTaken(port: number): UserFacingError {
  return new UserFacingError(
    `Port ${port} is taken: stop what uses it, or choose another with PORT=${port === 65_535 ? 3000 : port + 1}.`,
  );
}

/** Fails with a sentence when nothing could listen at the address. */
export async function requireFreePort({ host, port }: Listening): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') throw portTaken(port);
    if (errorCode(error) === 'EACCES')
      throw new UserFacingError(`Port ${port} may only be used by root: choose one above 1023 with PORT.`);
    throw new UserFacingError(`The app cannot listen at ${host}:${port}: ${messageOf(error)}.`, {
      cause: error,
    });
  } finally {
    server.close();
  }
}
