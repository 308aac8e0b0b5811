import { filesSuite } from './live/files';
import { sessionSuite } from './live/session';
import { triggerSuite } from './live/trigger';
import { LiveWorld } from './support/live-world';

// Whole processes are started here, and each waits for its own end.
jest.setTimeout(120_000);

/** The package as its users have it, against the built application and its demo. One start for all. */
const world = new LiveWorld();
beforeAll(() => world.start(), 600_000);
afterAll(() => world.stop(), 60_000);

describe('running checks', () => triggerSuite(world));
describe('keys and logins', () => sessionSuite(world));
describe('files and terminals', () => filesSuite(world));
