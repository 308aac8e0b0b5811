import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { firstDirection, type ListQuery, listHref, type SortField } from '../_lib/list-query';

type Props = { field: SortField; query: ListQuery; children: ReactNode };

/** A column one can sort by: a link, so it works before scripts do and Back undoes it. */
export function SortHeader({ field, query, children }: Props) {
  const isCurrent = query.sort === field;
  const next = isCurrent ? (query.dir === 'asc' ? 'desc' : 'asc') : firstDirection(field);
  const Arrow = (isCurrent ? query.dir : next) === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={isCurrent ? (query.dir === 'asc' ? 'ascending' : 'descending') : undefined}>
      <Link
        href={listHref({ ...query, sort: field, dir: next })}
        scroll={false}
        className={clsx(
          'group -mx-1.5 inline-flex h-7 items-center gap-1 rounded px-1.5 hover:bg-hover hover:text-ink',
          isCurrent && 'text-ink',
        )}
      >
        {children}
        <Arrow
          aria-hidden
          className={clsx(
            'size-3.5',
            !isCurrent && 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60',
          )}
        />
      </Link>
    </th>
  );
}
