import { API_KEY, ReplayServer, readCases } from './support/replay.js';
import { runCase } from './support/run-case.js';

let server: ReplayServer;
beforeAll(async () => {
  server = await ReplayServer.start();
});
afterAll(() => server.stop());

describe.each(readCases())('$topic', ({ cases }) => {
  test.each(cases)('$name', async (contractCase) => {
    const outcome = await runCase(contractCase, await server.begin(contractCase));
    expect(outcome).toMatchObject(contractCase.expect);
    expect(await server.differences()).toEqual([]);
    if ('error' in outcome) expect(JSON.stringify(outcome)).not.toContain(API_KEY);
  });
});
