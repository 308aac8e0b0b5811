import { createLogger, redactKeys, withoutFieldRedaction } from '@/lib/logger';
import { GOOD } from '../support/authorization-headers';

/** What is in the secret besides its prefix and the four characters that are shown anyway. */
const HIDDEN = GOOD.slice(19);

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger('trace', { write: (line) => lines.push(line) }));
  return lines.join('');
}

describe('a secret does not get into the log', () => {
  it.each<[string, (logger: ReturnType<typeof createLogger>) => void]>([
    ['in a message', (log) => log.info(`the key ${GOOD} was refused`)],
    ['in a format argument', (log) => log.info('the key %s was refused', GOOD)],
    ['in a field', (log) => log.info({ value: GOOD }, 'x')],
    ['deep inside', (log) => log.info({ a: { b: { c: { d: [GOOD] } } } }, 'x')],
    ['as the name of a field', (log) => log.info({ [GOOD]: 1 }, 'x')],
    ["in an error's message and stack", (log) => log.error({ error: new Error(`no ${GOOD}`) }, 'x')],
    ["in an error's cause", (log) => log.error({ error: new Error('a', { cause: new Error(GOOD) }) }, 'x')],
    ["in an error's field", (log) => log.error({ error: Object.assign(new Error('a'), { key: GOOD }) }, 'x')],
    ['as an error', (log) => log.error(new Error(GOOD))],
    ['in a URL', (log) => log.info({ url: `/api/users/me?key=${GOOD}&page=2` }, 'x')],
    ['in headers', (log) => log.info({ headers: { authorization: `Bearer ${GOOD}` } }, 'x')],
    [
      'in the headers of a request',
      (log) => log.info({ request: { headers: { authorization: GOOD } } }, 'x'),
    ],
    ['in a child logger', (log) => log.child({ key: GOOD }).warn('x')],
    ['in the line of a request', (log) => withoutFieldRedaction(log).info({ path: `/x/${GOOD}` }, 'request')],
    ['in text that holds it twice', (log) => log.info(`${GOOD} and ${GOOD}`)],
  ])('%s', (_where, write) => {
    const text = logged(write);
    expect(text).toContain('[redacted]');
    expect(text).not.toContain(HIDDEN);
    expect(text).not.toContain(GOOD.slice(15, 22));
  });
});

it.each(['authorization', 'cookie', 'password', 'secret'])('a field called %s is never logged', (field) => {
  const text = logged((log) =>
    log.info({ [field]: 'hunter2', a: { [field]: 'hunter2', b: { [field]: 'hunter2' } } }, 'x'),
  );
  expect(text).not.toContain('hunter2');
});

it('the prefix stays readable, and a line stays one JSON object', () => {
  expect(redactKeys(`key ${GOOD}.`)).toBe(`key ${GOOD.slice(0, 19)}[redacted].`);
  expect(redactKeys(GOOD.slice(0, 19))).toBe(GOOD.slice(0, 19));
  const line = JSON.parse(logged((log) => log.info({ url: `/x?key=${GOOD}` }, 'request')));
  expect(line).toMatchObject({ level: 30, msg: 'request', url: `/x?key=${GOOD.slice(0, 19)}[redacted]` });
});
