'use client';

import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';

export const TooltipProvider = Base.Provider;

/** Shows more about its child on hover and focus. Never the only place of a fact. */
export function Tooltip({ children, content }: { children: ReactElement; content: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-90">
          <Base.Popup className="rounded bg-raised px-2.5 py-1.5 text-sm shadow-popup transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
