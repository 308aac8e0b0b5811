'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { CONTROL } from '@/components/ui/control';
import { Select } from '@/components/ui/select';
import { API_KEYS_PATH, type ListQuery, listHref, parseListQuery, STATE_FILTERS } from '../_lib/list-query';

const TYPING_PAUSE_MS = 250;

const SORTS = [
  { value: 'created', label: 'Newest first' },
  { value: 'created:asc', label: 'Oldest first' },
  { value: 'name', label: 'Name, A to Z' },
  { value: 'name:desc', label: 'Name, Z to A' },
  { value: 'last_used', label: 'Last used first' },
  { value: 'last_used:asc', label: 'Last used last' },
  { value: 'expires', label: 'Expires first' },
  { value: 'expires:desc', label: 'Expires last' },
];

/** Search, state and, where there are no column headers, the order. All of it is in the URL. */
export function ListToolbar({ query }: { query: ListQuery }) {
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

  function search(value: string) {
    clearTimeout(timer.current);
    const next = { ...query, q: value.trim() };
    if (next.q === sent.current) return;
    // One entry in the history for a search, however many letters it took.
    const isRefining = sent.current !== '';
    sent.current = next.q;
    if (isRefining) router.replace(listHref(next), { scroll: false });
    else router.push(listHref(next), { scroll: false });
  }

  function change(event: FormEvent<HTMLSelectElement>) {
    const { name, value } = event.currentTarget;
    const [sort, dir] = value.split(':');
    const change = name === 'state' ? { state: value } : { sort, dir };
    router.push(listHref({ ...query, ...pick(change) }), { scroll: false });
  }

  return (
    <search>
      <form
        action={API_KEYS_PATH}
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
            aria-label="Search by name or prefix"
            placeholder="Search by name or prefix"
            autoComplete="off"
            className={`${CONTROL} pl-8.5`}
          />
        </div>
        <Select
          name="state"
          aria-label="State"
          value={query.state}
          onChange={change}
          options={[...STATE_FILTERS]}
          className="@4xl:w-48"
        />
        <Select
          name="sort"
          aria-label="Order"
          value={SORTS.find(({ value }) => matches(value, query))?.value}
          onChange={change}
          options={SORTS}
          className="@4xl:hidden"
        />
      </form>
    </search>
  );
}

/** The known parameters among these, checked as if they had come from the URL. */
function pick(params: Record<string, string | undefined>): Partial<ListQuery> {
  const { state, sort, dir } = parseListQuery(params);
  return 'state' in params ? { state } : { sort, dir };
}

function matches(value: string, query: ListQuery): boolean {
  const [sort, dir] = value.split(':');
  const parsed = parseListQuery({ sort, dir });
  return parsed.sort === query.sort && parsed.dir === query.dir;
}
