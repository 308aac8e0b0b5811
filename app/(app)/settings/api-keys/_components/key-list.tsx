import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import type { UsedApiKeyView } from '@/lib/api-keys/schema';
import { API_KEYS_PATH, applyListQuery, type ListQuery } from '../_lib/list-query';
import { KeyRow } from './key-row';
import { ListToolbar } from './list-toolbar';
import { SortHeader } from './sort-header';

type Props = { keys: UsedApiKeyView[]; query: ListQuery; now: number };

/** The keys as a table; on a narrow screen each row is laid out as a card. */
export function KeyList({ keys, query, now }: Props) {
  const shown = applyListQuery(keys, query, now);
  const isFiltered = query.q !== '' || query.state !== '';
  return (
    <section aria-label="Your API keys" className="@container">
      {(keys.length > 1 || isFiltered) && <ListToolbar query={query} />}
      <p role="status" className="sr-only">
        {isFiltered ? `${shown.length} of ${keys.length} keys shown` : ''}
      </p>
      {shown.length === 0 ? (
        <div className="rounded border bg-surface px-5 py-14 text-center">
          <p className="font-medium">No key matches</p>
          <p className="mt-1 mb-5 text-muted">You have {keys.length} in all.</p>
          <Link href={API_KEYS_PATH} className={buttonClass('secondary', 'small')}>
            Show all keys
          </Link>
        </div>
      ) : (
        <table className="block w-full rounded border bg-surface @4xl:table @4xl:border-separate @4xl:border-spacing-0">
          <caption className="sr-only">Your API keys</caption>
          <thead className="@max-4xl:sr-only">
            <tr className="text-left text-sm text-muted *:h-10 *:border-b *:px-3 *:font-medium *:whitespace-nowrap *:first:pl-4 *:last:pr-4">
              <SortHeader field="name" query={query}>
                Name
              </SortHeader>
              <SortHeader field="created" query={query}>
                Created
              </SortHeader>
              <SortHeader field="last_used" query={query}>
                Last used
              </SortHeader>
              <SortHeader field="expires" query={query}>
                Expires
              </SortHeader>
              <th scope="col">State</th>
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody className="block divide-y @4xl:table-row-group">
            {shown.map((key) => (
              <KeyRow key={key.id} apiKey={key} now={now} />
            ))}
          </tbody>
        </table>
      )}
      <p className="mt-3 text-sm text-muted">
        {isFiltered ? `${shown.length} of ${keys.length} keys. ` : keys.length > 1 && `${keys.length} keys. `}
        “Last used” shows the first use at once and is then updated at most once a minute.
      </p>
    </section>
  );
}
