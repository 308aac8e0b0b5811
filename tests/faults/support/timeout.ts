import { IS_FULL } from './sizes';

/** Servers are started, broken and mended here; a hang must still be told from a slow machine. */
jest.setTimeout(IS_FULL ? 900_000 : 180_000);

// A busy machine can be too slow once. What failed first is in the output, to be looked at.
if (process.env.CI && !IS_FULL) jest.retryTimes(1, { logErrorsBeforeRetry: true });
