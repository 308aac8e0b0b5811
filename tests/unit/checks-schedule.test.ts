import cronParser from 'cron-parser';
import fc from 'fast-check';
import { describeSchedule, nextRuns, previousRun, scheduleFaults } from '@/lib/checks/schedule';

const PARIS = 'Europe/Paris';
const iso = (dates: Date[]) => dates.map((date) => date.toISOString().slice(0, 16));
const faults = (cron: string, timezone = 'UTC') =>
  scheduleFaults({ cron, timezone }).map(({ message }) => message);

describe('a schedule is refused with what to do', () => {
  it.each([
    ['0 0 6 * * *', 'Leave out the seconds'],
    ['0 6 * *', 'five fields'],
    ['@daily', 'five fields'],
    ['', 'five fields'],
    ['60 6 * * *', '60 is out of range: this field takes 0 to 59.'],
    ['0 6 * * 8', '8 is out of range'],
    ['a b c d e', 'no cron expression'],
    ['*/0 * * * *', 'no cron expression'],
    ['0 0 L * *', 'no cron expression'],
    ['0 0 ? * *', 'no cron expression'],
    ['0 0 1- * *', 'no cron expression'],
    ['0 0 , * *', 'no cron expression'],
    ['0 0 *-5 * *', 'no cron expression'],
    ['5-1 * * * *', 'no cron expression'],
    ['0 0 99999999999999999999 * *', 'no cron expression'],
    ['*/99999999999999999999 * * * *', 'no cron expression'],
    // Each would keep a careless expression busy for years.
    [`${'1'.repeat(90)}! * * * *`, 'no cron expression'],
    [`${'jan'.repeat(30)}! * * * *`, 'no cron expression'],
    [`${'*/1,'.repeat(20)}! * * * *`, 'no cron expression'],
    ['0 0 31 2 *', 'never run'],
    ['0 0 31 4,6 *', 'never run'],
  ])('%s', (cron, words) => expect(faults(cron)).toEqual([expect.stringContaining(words)]));

  it.each(['Paris', '', '+01:00', 'Europe/Nowhere', '../etc'])('the time zone "%s"', (timezone) => {
    expect(faults('0 6 * * *', timezone)).toEqual([expect.stringContaining('IANA')]);
  });

  it.each([
    '0 6 * * *',
    '*/15 9-17 * * 1-5',
    '0 0 29 2 *',
    '0 0 1 jan,jul *',
    '0 0 * * 7',
    '5/20 0 1,15 */2 mon-fri',
  ])('but not %s', (cron) => expect(faults(cron, PARIS)).toEqual([]));
});

describe('times', () => {
  const daily = { cron: '30 2 * * *', timezone: PARIS };

  it('are the place’s own, in summer and winter', () => {
    const six = { cron: '0 6 * * *', timezone: PARIS };
    expect(iso(nextRuns(six, new Date('2026-01-01T00:00:00Z'), 2))).toEqual([
      '2026-01-01T05:00',
      '2026-01-02T05:00',
    ]);
    expect(iso(nextRuns(six, new Date('2026-07-01T00:00:00Z'), 1))).toEqual(['2026-07-01T04:00']);
  });

  it('that a change of clocks leaves out or repeats still come once a day', () => {
    expect(iso(nextRuns(daily, new Date('2026-03-28T00:00:00Z'), 3))).toEqual([
      '2026-03-28T01:30',
      '2026-03-29T01:30',
      '2026-03-30T00:30',
    ]);
    expect(iso(nextRuns(daily, new Date('2026-10-24T12:00:00Z'), 2))).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });

  it.each([
    ['2026-03-29T01:29:59Z', '2026-03-28T01:30'],
    ['2026-03-29T01:30:00Z', '2026-03-29T01:30'],
    ['2026-03-29T12:00:00Z', '2026-03-29T01:30'],
    ['2026-10-25T00:30:00Z', '2026-10-25T00:30'],
    ['2026-10-25T01:45:00Z', '2026-10-25T00:30'],
    ['2026-10-25T12:00:00Z', '2026-10-25T00:30'],
    ['2026-10-26T01:30:00.500Z', '2026-10-26T01:30'],
  ])('the last one at %s was %s', (at, expected) => {
    expect(iso([previousRun(daily, new Date(at))])).toEqual([expected]);
  });

  it('are on either day when a date and a weekday are named, and on both limits when one is open', () => {
    const from = new Date('2026-02-01T12:00:00Z');
    const days = (cron: string) =>
      iso(nextRuns({ cron, timezone: 'UTC' }, from, 3)).map((time) => time.slice(0, 10));
    expect(days('0 0 13 * 5')).toEqual(['2026-02-06', '2026-02-13', '2026-02-20']);
    expect(days('0 0 3 * 5')).toEqual(['2026-02-03', '2026-02-06', '2026-02-13']);
    expect(days('0 0 * 2 1')).toEqual(['2026-02-02', '2026-02-09', '2026-02-16']);
    expect(days('0 0 29 2 *')).toEqual(['2028-02-29', '2032-02-29', '2036-02-29']);
    expect(days('0 0 31 * *')).toEqual(['2026-03-31', '2026-05-31', '2026-07-31']);
  });

  it('come every hour through a change of clocks when they come every hour', () => {
    const hourly = { cron: '0 * * * *', timezone: PARIS };
    const gaps = (from: string) => {
      const times = nextRuns(hourly, new Date(from), 30).map((time) => time.getTime() / 3_600_000);
      return new Set(times.slice(1).map((time, index) => time - (times[index] ?? 0)));
    };
    expect(gaps('2026-03-28T12:00:00Z')).toEqual(new Set([1]));
    expect(gaps('2026-10-24T12:00:00Z')).toEqual(new Set([1]));
  });

  it('are found, thousands a minute, without reading the expression or the rules of the zone anew', () => {
    const look = (minute: number) => previousRun(daily, new Date(Date.UTC(2026, 10, 24, 5, minute)));
    look(0);
    const readings = [jest.spyOn(cronParser, 'parseExpression'), jest.spyOn(Intl, 'DateTimeFormat')];
    for (let minute = 1; minute < 60; minute++) look(minute);
    for (const reading of readings) expect(reading).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });

  it('looked back on are those that were looked ahead to', () => {
    const cron = fc.constantFrom('30 2 * * *', '*/20 * * * *', '0 * * * *', '15 1,2,3 * * *', '0 3 * * 0');
    const timezone = fc.constantFrom(PARIS, 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Asia/Kolkata');
    const from = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(cron, timezone, from, (cron, timezone, from) => {
        const schedule = { cron, timezone };
        const [first, second] = nextRuns(schedule, from, 2) as [Date, Date];
        expect(previousRun(schedule, first)).toEqual(first);
        expect(previousRun(schedule, new Date(second.getTime() - 1))).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });
});

it('is described in words', () => {
  expect(describeSchedule({ cron: '0 6 * * *', timezone: PARIS })).toBe('At 06:00, every day (Europe/Paris)');
});
