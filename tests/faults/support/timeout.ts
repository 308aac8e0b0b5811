import { IS_FULL } from './sizes';

/** Servers are started, broken and mended here; a hang must still be told from a slow machine. */
jest.setTimeout(IS_FULL ? 900_000 : 180_000);
