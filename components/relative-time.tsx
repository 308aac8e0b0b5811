'use client';

import { useSyncExternalStore } from 'react';
import { relativeTimeText, utcTimeText } from './relative-time-text';
import { Tooltip } from './ui/tooltip';

const REFRESH_MS = 20_000;

function onClockTick(notify: () => void) {
  const timer = setInterval(notify, REFRESH_MS);
  return () => clearInterval(timer);
}

/**
 * The time as a person says it, the exact one at hand. The first paint counts
 * from the server's `now`, so that what React hydrates is what the server sent.
 */
export function RelativeTime({ time, now }: { time: Date; now: number }) {
  const current = useSyncExternalStore(
    onClockTick,
    () => Math.max(now, Math.floor(Date.now() / REFRESH_MS) * REFRESH_MS),
    () => now,
  );
  return (
    <Tooltip content={<ExactTime time={time} />}>
      <time dateTime={time.toISOString()} className="whitespace-nowrap">
        {relativeTimeText(time, current)}
      </time>
    </Tooltip>
  );
}

/** UTC and local. Rendered in the browser only, which alone knows what local is. */
export function ExactTime({ time }: { time: Date }) {
  const local = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'long' }).format(time);
  return (
    <>
      <span className="block">{utcTimeText(time)}</span>
      <span className="block text-muted">{local}</span>
    </>
  );
}
