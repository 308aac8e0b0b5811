'use client';

import { clsx } from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

type NavLinkProps = {
  href: Route;
  icon: ReactNode;
  /** Of this page alone, not of those below it. */
  isExact?: boolean;
  children: ReactNode;
};

export function NavLink({ href, icon, isExact = false, children }: NavLinkProps) {
  const path = usePathname();
  const isHere = path === href;
  const current = isHere || (!isExact && path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      aria-current={isHere ? 'page' : current ? 'true' : undefined}
      className={clsx(
        'flex h-9 items-center gap-2.5 rounded px-2.5 font-medium whitespace-nowrap transition-colors duration-100 lg:h-8 [&_svg]:size-4 [&_svg]:max-lg:hidden',
        current ? 'bg-hover text-ink' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      {icon}
      {children}
    </Link>
  );
}
