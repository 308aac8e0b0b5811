'use client';

import { useCallback, useEffect, useState } from 'react';

/** What the first of tells that somebody is there, and not just a page that was loaded. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
/** How a press ends; a finger that begins to scroll lifts nothing. */
const ENDS = ['pointerup', 'pointercancel'] as const;

let somebody: Promise<void> | undefined;
let isPressed = false;

/** Resolves at the first sign of somebody, for everything that waits for one. */
function firstSign(): Promise<void> {
  somebody ??= new Promise((resolve) => {
    for (const sign of SIGNS) addEventListener(sign, () => resolve(), { once: true, capture: true });
    addEventListener('pointerdown', () => setPressed(true), { capture: true });
    for (const end of ENDS) addEventListener(end, () => setPressed(false), { capture: true });
  });
  return somebody;
}

function setPressed(pressed: boolean): void {
  isPressed = pressed;
}

/** Something that is exchanged under a press would never get its click. */
async function untilReleased(): Promise<void> {
  if (isPressed) {
    await new Promise((resolve) => {
      for (const end of ENDS) addEventListener(end, resolve, { once: true });
    });
  }
  // The click comes after the release.
  await new Promise((resolve) => setTimeout(resolve));
}

/**
 * A part that nobody needs to see the page, and only somebody who is there can
 * use: fetched at the first move of a pointer, key or focus, so that it is here
 * when it is wanted. Until then undefined; `wake` asks for it at once, and again
 * if it could not be fetched.
 *
 * @param load Always the same function, as `import()` needs.
 */
export function useLater<T>(load: () => Promise<T>): [part: T | undefined, wake: () => void] {
  const [part, setPart] = useState<{ value: T }>();

  const wake = useCallback(() => {
    load()
      .then(async (value) => {
        await untilReleased();
        setPart((before) => before ?? { value });
      })
      .catch(() => undefined);
  }, [load]);

  useEffect(() => {
    firstSign().then(wake, () => undefined);
  }, [wake]);

  return [part?.value, wake];
}
