import { format } from 'node:util';

/** A warning nobody reads is a fault nobody sees: whatever reaches the console fails the test. */
const said: string[] = [];

console.error = (...args: unknown[]) => said.push(`console.error: ${format(...args)}`);
console.warn = (...args: unknown[]) => said.push(`console.warn: ${format(...args)}`);

afterEach(() => {
  const lines = said.splice(0);
  if (lines.length > 0) throw new Error(`The test wrote to the console:\n${lines.join('\n')}`);
});
