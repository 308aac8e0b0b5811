import { test as base, expect, type Page } from '@playwright/test';
import { watchNetwork } from './leaks';
import { createPerson, insertKey, type KeySeed, type Person, signInAs } from './people';
import { startWorld, type World } from './world';

type WorkerFixtures = { world: World };
type TestFixtures = {
  /** Console errors this test brings about on purpose. */
  expectedErrors: RegExp | null;
  /** A new person for this test, signed in on `page`. */
  person: Person;
  addKey: (seed: KeySeed) => Promise<{ secret: string }>;
};

/**
 * A fixture that starts an application for a worker. Playwright shares a worker
 * among files whose fixtures are the same function, so each call makes a new
 * one: a file that asks for its own world gets it to itself.
 */
export function ownWorld() {
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern.
  return async ({}: object, use: (world: World) => Promise<void>): Promise<void> => {
    const world = await startWorld();
    await use(world);
    await world.stop();
  };
}

/**
 * Every page is watched: an error on the console, a violated content security
 * policy, a request to elsewhere or a secret in any answer fails the test.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  world: [ownWorld(), { scope: 'worker', timeout: 60_000 }],
  expectedErrors: [null, { option: true }],
  baseURL: async ({ world }, use) => use(world.origin),
  page: async ({ page, world, expectedErrors }, use) => {
    const faults = watch(page, world.origin);
    const leaks = watchNetwork(page.context());
    await use(page);
    expect(await leaks()).toEqual([]);
    expect(faults.filter((fault) => !expectedErrors?.test(fault))).toEqual([]);
  },
  person: async ({ page, world }, use) => {
    const person = await createPerson(world.sql);
    await signInAs(page, person, world.origin);
    await use(person);
  },
  addKey: async ({ world, person }, use) => use((seed) => insertKey(world.sql, person, seed)),
});

export { expect };

function watch(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text()))
      faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) faults.push(`request to ${url.origin}`);
  });
  return faults;
}
