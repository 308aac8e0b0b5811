import { setTimeout as sleep } from 'node:timers/promises';
import { DataFolder, interrupt, type Platform, ready, startPlatform } from '../process/support/platform';
import { Client, saysUnavailable } from './support/client';
import { Ledger, type Place } from './support/ledger';
import { BACK_WITHIN_MS, SIZES } from './support/sizes';
import { SmallDisk } from './support/small-disk';
import { say, until } from './support/until';

/** `npm run up` with its embedded database on a disk of this size, of which a new one takes about 70 MB. */
const DISK_MB = 192;
const FILLED_WITHIN_MS = 60_000;

const disk = SmallDisk.mount(DISK_MB);
if (!disk) say('Nothing may be mounted here, so no disk can be filled up: that takes root.');
// Where it matters that nothing is left out, a test left out is a failure.
const isLeftOut = disk === null && !process.env.CI;

let folder: DataFolder;
let platform: Platform;
let place: Place;
beforeAll(async () => {
  if (isLeftOut) return;
  if (!disk) throw new Error('no disk can be mounted');
  folder = new DataFolder(disk.path);
  platform = await ready(
    await startPlatform(folder, {
      QARION_MAX_KEYS_PER_USER: '100000',
      QARION_RATE_LIMIT: 'off',
      QARION_DEMO: '0',
      LOG_LEVEL: 'warn',
    }),
  );
  const { origin } = platform;
  place = {
    client: new Client(),
    apps: [{ origin }],
    anyOrigin: () => origin,
    sql: (text, values) => folder.query(text, values),
  };
});
afterAll(async () => {
  place?.client.close();
  await folder?.remove();
  disk?.remove();
});

const onSmallDisk = isLeftOut ? it.skip : it;

onSmallDisk(
  'a full disk makes writes 503 and leaves verification alone, and room is enough to make all well again',
  async () => {
    const ledger = await Ledger.start(place);
    try {
      disk?.fill();
      await until(() => ledger.unavailable > 0, 'a write needs room', FILLED_WITHIN_MS);
      const served = await Promise.all(Array.from({ length: 50 }, () => ledger.isServed(platform.origin)));
      expect(served).not.toContain(false);
      disk?.makeRoom();
      const made = ledger.alive.size + ledger.dead.size;
      await until(() => ledger.alive.size + ledger.dead.size > made, 'keys are made again', BACK_WITHIN_MS);
      await sleep(SIZES.writingMs);
      await ledger.stop();
      expect(ledger.lastRefusal).toContain('no room left');
      expect(ledger.faults.slice(0, 5)).toEqual([]);
      expect((await ledger.contradictions()).slice(0, 5)).toEqual([]);
      say(ledger.describe('disk full'));
    } finally {
      await ledger.stop();
    }
  },
);

onSmallDisk(
  'a disk too full for the database’s own journal is 503 for everything, and room is enough to make all well again',
  async () => {
    const ledger = await Ledger.start(place);
    try {
      disk?.fill();
      // Each asks for a new file of the journal: for lack of one the database ends itself.
      const exhaust = async () => {
        for (;;) await folder.query('SELECT pg_switch_wal(), pg_logical_emit_message(false, $1, $1)', ['x']);
      };
      await expect(exhaust()).rejects.toThrow();
      await ledger.stop();
      const { client } = place;
      await until(
        async () => saysUnavailable(await client.ask(platform.origin, '/api/health/ready')),
        'the platform says that the database is away',
        FILLED_WITHIN_MS,
      );
      // Long enough for it to be started again and again, and fail.
      await sleep(8_000);
      disk?.makeRoom();
      say(`journal full: served again after ${await ledger.untilServed(BACK_WITHIN_MS)} ms`);
      expect(ledger.faults.slice(0, 5)).toEqual([]);
      expect((await ledger.contradictions()).slice(0, 5)).toEqual([]);
      say(ledger.describe('journal full'));
      expect(await interrupt(platform)).toBe(0);
    } finally {
      await ledger.stop();
    }
  },
);
