'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { clsx } from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';

type MenuProps = {
  trigger: ReactElement;
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  children: ReactNode;
};

/** A menu that opens from the given button. */
export function Menu({ trigger, align = 'end', side = 'bottom', children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
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
  return <Base.Separator className="mx-1 my-1 h-px bg-line" />;
}
