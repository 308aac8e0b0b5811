'use client';

import { useEffect, useRef } from 'react';

/**
 * While active, the browser's Back asks here instead of leaving. A second
 * history entry of the same page takes the step, and is put back each time; it
 * holds nothing, and goes when the guard does.
 */
export function useBackGuard(isActive: boolean, onBack: () => void): void {
  const ask = useRef(onBack);
  useEffect(() => {
    ask.current = onBack;
  });

  useEffect(() => {
    if (!isActive) return;
    const page = location.href;
    let isGuarding = true;
    const addEntry = () => history.pushState(null, '');
    const onPopState = (event: PopStateEvent) => {
      if (location.href !== page) {
        // Several steps at once: the page is left already.
        isGuarding = false;
      } else {
        // Nothing for the router to do: it is the same page.
        event.stopImmediatePropagation();
        addEntry();
      }
      ask.current();
    };
    // Going back while the page is being left would bring the browser here again.
    const onPageHide = () => {
      isGuarding = false;
    };
    addEntry();
    window.addEventListener('popstate', onPopState, { capture: true });
    window.addEventListener('pagehide', onPageHide, { capture: true });
    return () => {
      window.removeEventListener('popstate', onPopState, { capture: true });
      window.removeEventListener('pagehide', onPageHide, { capture: true });
      if (isGuarding && location.href === page) removeEntry();
    };
  }, [isActive]);
}

function removeEntry(): void {
  const keepFromRouter = (event: PopStateEvent) => event.stopImmediatePropagation();
  window.addEventListener('popstate', keepFromRouter, { capture: true, once: true });
  history.back();
}
