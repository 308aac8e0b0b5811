'use client';

import { cloneElement, type HTMLAttributes, type ReactElement, type ReactNode, useState } from 'react';
import { useLater } from '../use-later';

const DELAY_MS = 300;
const loadBase = async () => (await import('@base-ui/react/tooltip')).Tooltip;

type Props = { children: ReactElement<HTMLAttributes<HTMLElement>>; content: ReactNode };

/** Shows more about its child on hover and focus. Never the only place of a fact. */
export function Tooltip({ children, content }: Props) {
  const [Base] = useLater(loadBase);
  // The pointer may rest on it while what tooltips are made of is fetched.
  const [isHovered, setIsHovered] = useState(false);
  if (!Base) {
    return cloneElement(children, {
      onPointerEnter: () => setIsHovered(true),
      onPointerLeave: () => setIsHovered(false),
    });
  }
  return (
    <Base.Root defaultOpen={isHovered}>
      <Base.Trigger render={children} delay={DELAY_MS} />
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
