import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { buttonClass } from './ui/button';

const STEP = buttonClass('secondary', 'small', 'max-sm:h-11');

type Props = {
  page: number;
  size: number;
  total: number;
  /** What is counted: "check", "checks". */
  noun: [one: string, many: string];
  href: (page: number) => Route;
};

/** Which part of a long list this is, and the ways to the parts beside it. */
export function Paging({ page, size, total, noun, href }: Props) {
  const pages = Math.max(1, Math.ceil(total / size));
  const count = `${total.toLocaleString('en-US')} ${noun[total === 1 ? 0 : 1]}`;
  if (pages === 1) return <p className="mt-3 text-sm text-muted">{count}</p>;
  const first = (page - 1) * size + 1;
  const last = Math.min(total, page * size);
  return (
    <nav aria-label="Pages" className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="text-sm text-muted">
        {first.toLocaleString('en-US')} to {last.toLocaleString('en-US')} of {count}
      </p>
      <div className="flex gap-2">
        {page > 1 && (
          <Link href={href(page - 1)} className={STEP}>
            <ChevronLeft aria-hidden className="-ml-1 size-4" />
            Previous
          </Link>
        )}
        {page < pages && (
          <Link href={href(page + 1)} className={STEP}>
            Next
            <ChevronRight aria-hidden className="-mr-1 size-4" />
          </Link>
        )}
      </div>
    </nav>
  );
}
