import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright';
import { findChromium } from '../scripts/lib/chromium';
import { say } from '../scripts/lib/terminal';
import { freePort } from '../tests/support/app-process';
import { withApp } from './lib/app';
import { withDatabases } from './lib/databases';
import { fillWithKeys, PERSON } from './lib/fill';
import { audit, CATEGORIES, type Device, type Scores } from './lib/lighthouse';
import { type Line, line, type Outcome } from './lib/results';
import { SESSION_ENVIRONMENT, sessionCookie } from './lib/session';
import { median } from './lib/statistics';

/*
 * The first load of Settings > API keys by somebody who is signed in and has ten
 * keys, in a browser that has nothing of it: the JavaScript it gets, when the
 * largest thing is painted, and what Lighthouse says of it on a desktop and on a
 * phone. The application is built and answers compressed, as in production.
 */
const KEYS = 10;
const LOADS = 7;
const AUDITS = 3;
const PATH = '/settings/api-keys';

export async function run(): Promise<Outcome> {
  return await withDatabases(async ({ create }) => {
    const url = await create('page');
    await fillWithKeys(url, KEYS);
    return await withApp(url, ({ origin }) => measure(origin), { env: SESSION_ENVIRONMENT });
  });
}

async function measure(origin: string): Promise<Outcome> {
  const port = await freePort();
  const args = [`--remote-debugging-port=${port}`, '--no-sandbox'];
  const browser = await chromium.launch({ executablePath: await findChromium(), args });
  try {
    await load(browser, origin);
    const loads = [];
    for (let count = 0; count < LOADS; count += 1) loads.push(await load(browser, origin));
    const { name, value } = await sessionCookie(PERSON.id);
    const audits: Record<Device, Scores[]> = { desktop: [], mobile: [] };
    for (let count = 0; count < AUDITS; count += 1) {
      for (const device of ['desktop', 'mobile'] as const) {
        audits[device].push(await audit(`${origin}${PATH}`, `${name}=${value}`, port, device));
      }
    }
    return outcomeOf(loads, audits);
  } finally {
    await browser.close();
  }
}

type Load = { kilobytes: number; sent: number; scripts: number; paintedAt: number };

/** Loads the page with nothing kept, until nothing more is asked for. */
async function load(browser: Browser, origin: string): Promise<Load> {
  const context = await browser.newContext();
  await context.addCookies([{ ...(await sessionCookie(PERSON.id)), url: origin, httpOnly: true }]);
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await page.goto(`${origin}${PATH}`, { waitUntil: 'networkidle' });
  const { paintedAt, sent } = await page.evaluate(watchPage);
  const scripts = await Promise.all(bodies);
  await context.close();
  const bytes = scripts.reduce((sum, body) => sum + gzipSync(body).length, 0);
  return { kilobytes: bytes / 1000, sent: sent / 1000, scripts: scripts.length, paintedAt };
}

/** Runs in the page: when its largest part was painted, and how many bytes of scripts were sent to it. */
async function watchPage(): Promise<{ paintedAt: number; sent: number }> {
  const paintedAt = await new Promise<number>((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    });
  });
  const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const scripts = resources.filter(({ name }) => name.endsWith('.js'));
  return { paintedAt, sent: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) };
}

function outcomeOf(loads: Load[], audits: Record<Device, Scores[]>): Outcome {
  const scores = Object.entries(audits).flatMap(([device, found]) => {
    for (const fault of new Set(found.flatMap(({ faults }) => faults))) say(`  ${device}: ${fault}`);
    return CATEGORIES.map((category): Line => {
      const points = found.map((one) => one.points[category] ?? 0);
      return line(`Lighthouse, ${device}: ${category}`, points, { atLeast: 95 }, 'points');
    });
  });
  const kilobytes = loads.map((one) => one.kilobytes);
  return {
    lines: [
      line('JavaScript, gzip', kilobytes, { atMost: 150 }, 'kB'),
      line(
        'largest contentful paint',
        loads.map(({ paintedAt }) => paintedAt),
        null,
        'ms',
      ),
      ...scores,
    ],
    numbers: {
      scripts: loads[0]?.scripts ?? 0,
      'kB of scripts as sent': Math.round(loads[0]?.sent ?? 0),
      'ms to the largest paint, Lighthouse, desktop': Math.round(
        median(audits.desktop.map(({ lcp }) => lcp)),
      ),
      'ms to the largest paint, Lighthouse, mobile': Math.round(median(audits.mobile.map(({ lcp }) => lcp))),
    },
  };
}
