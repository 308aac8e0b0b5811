import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from './ui/button';

type Props = {
  page: number;
  size: number;
  total: number;
  /** What is counted: "check", "checks". */
  noun: [one: string, many: string];
  href: (page: number) => Route;
};

/** Which part of a long list this is, and the ways to the others. */
export function Paging({ page, size, total, noun, href }: Props) {
  const pages = Math.max(1, Math.ceil(total / size));
  const count = `${total.toLocaleString('en-US')} ${noun[total === 1 ? 0 : 1]}`;
  if (pages === 1) return <p className="mt-3 text-sm text-muted">{count}</p>;
  const first = (page - 1) * size + 1;
  const last = Math.min(total, page * size);
  const isFirst = page === 1;
  const isLast = page === pages;
  return (
    <nav aria-label="Pages" className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="text-sm text-muted">
        {first.toLocaleString('en-US')} to {last.toLocaleString('en-US')} of {count}
      </p>
      <div className="flex gap-2">
        {pages > 2 && (
          <Step href={href(1)} isHere={isFirst}>
            <ChevronFirst aria-hidden className="-mx-1 size-4" />
            <span className="sr-only">First</span>
          </Step>
        )}
        <Step href={href(page - 1)} isHere={isFirst}>
          <ChevronLeft aria-hidden className="-ml-1 size-4" />
          Previous
        </Step>
        <Step href={href(page + 1)} isHere={isLast}>
          Next
          <ChevronRight aria-hidden className="-mr-1 size-4" />
        </Step>
        {pages > 2 && (
          <Step href={href(pages)} isHere={isLast}>
            <ChevronLast aria-hidden className="-mx-1 size-4" />
            <span className="sr-only">Last</span>
          </Step>
        )}
      </div>
    </nav>
  );
}

/** Where it would lead is here, it stays in its place and leads nowhere, so that the others do not move. */
function Step({ href, isHere, children }: { href: Route; isHere: boolean; children: ReactNode }) {
  const look = buttonClass('secondary', 'small', 'max-sm:h-11');
  return isHere ? (
    <span aria-hidden className={`${look} opacity-45`}>
      {children}
    </span>
  ) : (
    <Link href={href} className={look}>
      {children}
    </Link>
  );
}
