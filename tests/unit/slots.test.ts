import { createSlots } from '@/lib/sources/slots';
import { faultOf } from '../support/sources';

const turn = { timeoutMs: 5_000 };

/** Work that goes on until it is told to end, and what it began in which order. */
function watched() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      begun.push(name);
      ends.push(() => resolve(name));
    });
  const endNext = async () => {
    await new Promise(setImmediate);
    ends.shift()?.();
    await new Promise(setImmediate);
  };
  return { begun, work, endNext };
}

describe('turns', () => {
  it('go to the asker who has the fewest running, however many another has waiting', async () => {
    const slots = createSlots(2);
    const { begun, work, endNext } = watched();
    const all = [];
    for (let n = 1; n <= 5; n++) all.push(slots.run('flood', turn, work(`flood ${n}`)));
    all.push(slots.run('quiet', turn, work('quiet 1')), slots.run('quiet', turn, work('quiet 2')));
    await endNext();
    expect(begun).toEqual(['flood 1', 'flood 2', 'quiet 1']);
    await endNext();
    await endNext();
    expect(begun.slice(3)).toEqual(['flood 3', 'quiet 2']);
    for (let n = 0; n < 4; n++) await endNext();
    expect(await Promise.all(all)).toHaveLength(7);
  });

  it('are refused to the one who has too many waiting, and to nobody else', async () => {
    const slots = createSlots(1);
    const { work, endNext } = watched();
    const all = [slots.run('flood', turn, work('running'))];
    for (let n = 0; n < 50; n++) all.push(slots.run('flood', turn, work('waiting')));
    const fault = await faultOf(slots.run('flood', turn, work('one too many')));
    expect(fault).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('Try again') });
    all.push(slots.run('quiet', turn, work('quiet')));
    for (let n = 0; n < 52; n++) await endNext();
    expect(await Promise.all(all)).toContain('quiet');
  });

  it('that were given up or came too late are taken by nobody', async () => {
    const slots = createSlots(1);
    const { begun, work, endNext } = watched();
    const controller = new AbortController();
    const first = slots.run('a', turn, work('first'));
    const givenUp = faultOf(slots.run('a', { ...turn, signal: controller.signal }, work('given up')));
    const late = faultOf(slots.run('a', { timeoutMs: 1 }, work('late')));
    controller.abort();
    expect((await givenUp).kind).toBe('cancelled');
    expect((await late).kind).toBe('unavailable');
    const next = slots.run('a', turn, work('next'));
    await endNext();
    await endNext();
    expect(await Promise.all([first, next])).toEqual(['first', 'next']);
    expect(begun).toEqual(['first', 'next']);
  });

  it('come back from work that failed', async () => {
    const slots = createSlots(1);
    await expect(slots.run('a', turn, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await slots.run('a', turn, () => Promise.resolve('yes'))).toBe('yes');
  });
});
