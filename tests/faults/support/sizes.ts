/**
 * How much of everything: the short form is part of `npm test`, the full one is
 * `npm run test:faults -- --full`. The tests themselves are the same.
 */
export const IS_FULL = process.env.QARION_FAULTS === 'full';

const SHORT = {
  /** How many keys are revoked while clients use them. */
  revocations: 60,
  /** How many keys run out, roles are lowered, members removed and people deactivated meanwhile. */
  otherEnds: 12,
  /** Forged keys sent over HTTP, and tried in this process against the same database. */
  forgedOverHttp: 5_000,
  forgedInProcess: 100_000,
  /** How long clients write before something breaks, and after it is mended. */
  writingMs: 1_000,
  /** How often the database is broken in each way. */
  outages: 1,
  /** How many times a process is stopped under load. */
  stops: 3,
};

const FULL: typeof SHORT = {
  revocations: 1_000,
  otherEnds: 100,
  forgedOverHttp: 100_000,
  forgedInProcess: 300_000,
  writingMs: 5_000,
  outages: 3,
  stops: 20,
};

export const SIZES = IS_FULL ? FULL : SHORT;

/** What is promised of every outage: this long after the dependency is back, so is the service. */
export const BACK_WITHIN_MS = 5_000;

/** Only `--full` runs the soak. */
export const SOAK_MINUTES = Number(process.env.QARION_SOAK_MINUTES || 10);
