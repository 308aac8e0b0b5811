import { toActionError } from '@/lib/errors/action-result';
import { AppError } from '@/lib/errors/app-error';
import { toAppError } from '@/lib/errors/to-app-error';

const withCode = (code: string) => Object.assign(new Error('boom'), { code });
/** As Prisma's client wraps what the driver adapter found out. */
const fromAdapter = (cause: object) =>
  Object.assign(new Error('Raw query failed'), {
    code: 'P2010',
    meta: { driverAdapterError: { name: 'DriverAdapterError', cause } },
  });

const AWAY: [what: string, error: unknown][] = [
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOENT',
    'EPIPE',
    'ETIMEDOUT',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
  ].map((code): [string, unknown] => [`the socket says ${code}`, withCode(code)]),
  ...['P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2028'].map((code): [string, unknown] => [
    `Prisma says ${code}`,
    withCode(code),
  ]),
  ...[
    '08000',
    '08001',
    '08003',
    '08006',
    '08P01',
    '53000',
    '53100',
    '53200',
    '53300',
    '57P01',
    '57P02',
    '57P03',
    '57014',
    '25006',
  ].map((code): [string, unknown] => [`PostgreSQL says ${code}`, withCode(code)]),
  ['pg lost the connection', new Error('Connection terminated unexpectedly')],
  ['pg could not connect in time', new Error('Connection terminated due to connection timeout')],
  ['the pool had no connection in time', new Error('timeout exceeded when trying to connect')],
  ['pg waited too long for an answer', new Error('Query read timeout')],
  [
    'the connection broke before the query',
    new Error('Client has encountered a connection error and is not queryable'),
  ],
  [
    'both addresses of a host refuse',
    new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]),
  ],
  [
    'the cause of the cause refuses',
    new Error('a', { cause: new Error('b', { cause: withCode('ECONNREFUSED') }) }),
  ],
  [
    'the adapter could not reach the database',
    fromAdapter({ kind: 'DatabaseNotReachable', host: 'db', port: 5432 }),
  ],
  ['the adapter lost the connection', fromAdapter({ kind: 'ConnectionClosed' })],
  ['the adapter waited too long', fromAdapter({ kind: 'SocketTimeout' })],
  ['the adapter found too many connections', fromAdapter({ kind: 'TooManyConnections' })],
  ['the adapter passes on a shutdown', fromAdapter({ kind: 'postgres', originalCode: '57P01' })],
  ['the adapter itself threw', { name: 'DriverAdapterError', cause: { kind: 'postgres', code: '57P03' } }],
];

const OURS: [what: string, error: unknown][] = [
  ['a bug', new TypeError("cannot read 'hunter2' of undefined")],
  ['a broken rule of the database', withCode('23505')],
  ['a frozen row', fromAdapter({ kind: 'postgres', originalCode: 'QK001', message: 'hunter2' })],
  ['a text', 'hunter2'],
  ['nothing', undefined],
  ['null', null],
  ['a number', 503],
  ['an error that is its own cause', circular()],
];

describe('whatever was thrown', () => {
  it.each(AWAY)(
    '%s: the database is away, for a moment, and nobody is told they have no key',
    (_what, error) => {
      const appError = toAppError(error);
      expect(appError.code).toBe('database_unavailable');
      expect(appError.status).toBe(503);
      expect(appError.retryAfterSeconds).toBeGreaterThan(0);
      expect(appError.cause).toBe(error);
    },
  );

  it('a database that went away may have done what was asked for, so nobody is told that it did not', () => {
    for (const [, error] of AWAY.filter(([what]) => !what.includes('53100'))) {
      expect(toAppError(error).detail).toMatch(
        /^The database cannot be reached .* look first whether it was done/,
      );
    }
  });

  it('a full disk is called that, because only room helps', () => {
    const error = fromAdapter({ kind: 'postgres', originalCode: '53100', message: 'hunter2' });
    expect(toAppError(error)).toMatchObject({ status: 503, detail: expect.stringContaining('no room left') });
  });

  it.each(OURS)(
    '%s: an internal error in fixed words, with nothing of the message in them',
    (_what, error) => {
      const appError = toAppError(error);
      expect(appError.code).toBe('internal_error');
      expect(appError.detail).toBe(
        'Something went wrong on our side. Quote the request id if you report it.',
      );
      expect(appError.message).not.toContain('hunter2');
      expect(appError.cause).toBe(error);
      expect(JSON.stringify(toActionError(appError))).not.toContain('hunter2');
    },
  );

  it('stays what it is when it is ours already', () => {
    const error = new AppError('not_found', { detail: 'No.' });
    expect(toAppError(error)).toBe(error);
  });
});

describe('what a form is told', () => {
  it('is one message, and the first fault of each field', () => {
    const fields = [
      { loc: ['name'], msg: 'first', type: 'a' },
      { loc: ['name'], msg: 'second', type: 'b' },
      { loc: ['address', 'city'], msg: 'third', type: 'c' },
    ];
    expect(toActionError(new AppError('validation_failed', { detail: 'No.', fields }))).toEqual({
      ok: false,
      error: { code: 'validation_failed', message: 'No.', fieldErrors: { name: 'first', city: 'third' } },
    });
  });
});

function circular(): Error {
  const error = new Error('hunter2');
  error.cause = error;
  return error;
}
