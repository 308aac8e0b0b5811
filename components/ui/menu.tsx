'use client';

import { clsx } from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import {
  type ButtonHTMLAttributes,
  cloneElement,
  createContext,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useLater } from '../use-later';

const loadBase = async () => (await import('@base-ui/react/menu')).Menu;
type Base = Awaited<ReturnType<typeof loadBase>>;

const Context = createContext<Base | null>(null);

/** The parts that menus are made of, which are there inside of an open one. */
function useBase(): Base {
  const base = useContext(Context);
  if (!base) throw new Error('A part of a menu is used outside of one.');
  return base;
}

type MenuProps = {
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  children: ReactNode;
};

type Press = 'key' | 'pointer';

/**
 * A menu that opens from the given button. What menus are made of is fetched
 * when somebody is there; until then the button stands alone, and keeps in mind
 * whether it has the focus and whether it was pressed.
 */
export function Menu(props: MenuProps) {
  const [Base, wake] = useLater(loadBase);
  const [pressedBy, setPressedBy] = useState<Press | null>(null);
  const hasFocus = useRef(false);
  if (Base) {
    return (
      <Context.Provider value={Base}>
        <OpeningMenu {...props} pressedBy={pressedBy} hasFocus={hasFocus} />
      </Context.Provider>
    );
  }
  return cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: () => {
      hasFocus.current = false;
    },
    onClick: (event) => {
      // A press of a key counts no clicks.
      setPressedBy(event.detail === 0 ? 'key' : 'pointer');
      wake();
    },
  });
}

type OpeningMenuProps = MenuProps & { pressedBy: Press | null; hasFocus: RefObject<boolean> };

function OpeningMenu({
  trigger,
  align = 'end',
  side = 'bottom',
  pressedBy,
  hasFocus,
  children,
}: OpeningMenuProps) {
  const Base = useBase();
  const button = useRef<HTMLButtonElement>(null);

  // It takes the place of the button that waited, and so its focus. Pressed by a key, it opens at its first item.
  useLayoutEffect(() => {
    if (hasFocus.current) button.current?.focus();
    if (pressedBy === 'key') button.current?.click();
  }, [hasFocus, pressedBy]);

  return (
    <Base.Root defaultOpen={pressedBy === 'pointer'}>
      <Base.Trigger ref={button} render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={6} className="z-30 outline-none">
          {/* A long one scrolls, and must be in reach of the keyboard before any of its items has the focus. */}
          <Base.Popup
            tabIndex={0}
            className="max-h-(--available-height) min-w-48 max-w-(--available-width) origin-(--transform-origin) overflow-y-auto rounded bg-raised p-1 shadow-popup outline-none transition-[opacity,transform] duration-100 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const ITEM =
  'flex h-8 w-full cursor-default select-none items-center gap-2.5 rounded px-2 outline-none data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:text-muted';

type MenuItemProps = { icon: ReactNode; onSelect: () => void; tone?: 'danger'; children: ReactNode };

export function MenuItem({ icon, onSelect, tone, children }: MenuItemProps) {
  const Base = useBase();
  return (
    <Base.Item onClick={onSelect} className={clsx(ITEM, tone === 'danger' && 'text-bad [&_svg]:text-bad')}>
      {icon}
      {children}
    </Base.Item>
  );
}

type MenuLinkProps = { href: Route; icon: ReactNode; isCurrent?: boolean; children: ReactNode };

/** A way to another page; the one that is open is marked. */
export function MenuLink({ href, icon, isCurrent = false, children }: MenuLinkProps) {
  const Base = useBase();
  return (
    <Base.LinkItem
      render={<Link href={href} />}
      closeOnClick
      aria-current={isCurrent ? 'true' : undefined}
      className={ITEM}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {isCurrent && <span aria-hidden className="size-1.5 rounded-full bg-accent-ink" />}
    </Base.LinkItem>
  );
}

type MenuRadiosProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string; icon: ReactNode }[];
};

/** One choice out of a few, ticked. */
export function MenuRadios({ label, value, onChange, options }: MenuRadiosProps) {
  const Base = useBase();
  return (
    <Base.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={ITEM}>
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <Base.RadioItemIndicator aria-hidden className="size-1.5 rounded-full bg-accent-ink" />
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuNote({ children }: { children: ReactNode }) {
  return <div className="px-2 py-1.5 text-sm text-muted">{children}</div>;
}

export function MenuSeparator() {
  const Base = useBase();
  return <Base.Separator className="mx-1 my-1 h-px bg-line" />;
}
