'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { checksPath } from '@/components/space-paths';
import { CONTROL } from '@/components/ui/control';
import { Select } from '@/components/ui/select';
import { type ChecksQuery, checksHref, STATUS_FILTERS } from '../_lib/checks-query';

const TYPING_PAUSE_MS = 250;

const ARCHIVE_FILTERS = [
  { value: '', label: 'In use' },
  { value: '1', label: 'Archived' },
];

/** Search and filters. All of it is in the URL; each change starts at the first page. */
export function ChecksToolbar({ space, query }: { space: string; query: ChecksQuery }) {
  const router = useRouter();
  const [text, setText] = useState(query.q);
  const sent = useRef(query.q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Back and Forward change the query without a key being pressed here.
  useEffect(() => {
    if (query.q === sent.current) return;
    sent.current = query.q;
    setText(query.q);
  }, [query.q]);

  useEffect(() => () => clearTimeout(timer.current), []);

  const hrefOf = (change: Partial<ChecksQuery>) => checksHref(space, { ...query, ...change, page: 1 });

  function search(value: string) {
    clearTimeout(timer.current);
    const q = value.trim();
    if (q === sent.current) return;
    // One entry in the history for a search, however many letters it took.
    const isRefining = sent.current !== '';
    sent.current = q;
    if (isRefining) router.replace(hrefOf({ q }), { scroll: false });
    else router.push(hrefOf({ q }), { scroll: false });
  }

  return (
    <search>
      <form
        action={checksPath(space)}
        className="mb-3 grid grid-cols-2 gap-2 @4xl:flex"
        onSubmit={(event) => {
          event.preventDefault();
          search(text);
        }}
      >
        <div className="relative col-span-2 @4xl:w-72">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
          />
          <input
            type="search"
            name="q"
            value={text}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setText(value);
              clearTimeout(timer.current);
              timer.current = setTimeout(() => search(value), TYPING_PAUSE_MS);
            }}
            aria-label="Search by name or short name"
            placeholder="Search by name or short name"
            autoComplete="off"
            className={`${CONTROL} pl-8.5`}
          />
        </div>
        <Select
          name="status"
          aria-label="Result"
          value={query.status}
          onChange={({ currentTarget: { value } }) => {
            const status = STATUS_FILTERS.find((filter) => filter.value === value)?.value ?? '';
            router.push(hrefOf({ status }), { scroll: false });
          }}
          options={[...STATUS_FILTERS]}
          className="@4xl:w-40"
        />
        <Select
          name="archived"
          aria-label="Archive"
          value={query.isArchived ? '1' : ''}
          onChange={({ currentTarget: { value } }) =>
            router.push(hrefOf({ isArchived: value === '1' }), { scroll: false })
          }
          options={ARCHIVE_FILTERS}
          className="@4xl:w-36"
        />
      </form>
    </search>
  );
}
