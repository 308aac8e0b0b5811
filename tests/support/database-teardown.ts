/** Leaves the server as it was found. */
export default async function tearDown(): Promise<void> {
  await globalThis.testDatabase?.stop();
}
