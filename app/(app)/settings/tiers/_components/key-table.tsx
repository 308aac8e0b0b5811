import { RelativeTime } from '@/components/relative-time';
import { TIER_WORDS } from '@/components/tier-words';
import type { OwnedApiKeyView } from '@/lib/api-keys/schema';
import { ChangeTierButton } from './change-tier-button';

type Props = { keys: OwnedApiKeyView[]; owner: string; now: number };

/** The keys as a table; on a narrow screen each row is laid out as a card. */
export function KeyTable({ keys, owner, now }: Props) {
  if (keys.length === 0) return <NoKeys owner={owner} />;
  return (
    <section aria-label="Keys" className="@container">
      <table className="block w-full rounded border bg-surface @3xl:table @3xl:border-separate @3xl:border-spacing-0">
        <caption className="sr-only">Keys and their tiers</caption>
        <thead className="@max-3xl:sr-only">
          <tr className="text-left text-sm text-muted *:h-10 *:border-b *:px-3 *:font-medium *:whitespace-nowrap *:first:pl-4 *:last:pr-4">
            <th scope="col">Key</th>
            <th scope="col">Owner</th>
            <th scope="col">Tier</th>
            <th scope="col">Last used</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="block divide-y @3xl:table-row-group">
          {keys.map((key) => (
            <tr
              key={key.id}
              className="grid gap-x-3 gap-y-1.5 p-4 @3xl:table-row @3xl:[&:not(:last-child)>*]:border-b @3xl:[&>*]:px-3 @3xl:[&>*]:py-2.5 @3xl:[&>*:first-child]:pl-4 @3xl:[&>*:last-child]:pr-4"
            >
              <th scope="row" className="min-w-0 text-left font-normal">
                <span className="block font-medium [overflow-wrap:anywhere]">{key.name}</span>
                <code className="font-mono text-xs text-muted">{key.keyPrefix}…</code>
              </th>
              <td className="text-sm text-muted [overflow-wrap:anywhere]">{key.owner.email}</td>
              <td className="text-sm">{TIER_WORDS[key.tier].name}</td>
              <td className="text-sm text-muted">
                <span className="@3xl:hidden">Last used </span>
                {key.lastUsedAt ? <RelativeTime time={key.lastUsedAt} now={now} /> : 'never'}
              </td>
              <td className="@max-3xl:mt-1.5 @3xl:text-right">
                <ChangeTierButton apiKey={key} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function NoKeys({ owner }: { owner: string }) {
  return (
    <div className="rounded border bg-surface px-5 py-14 text-center">
      <p className="font-medium">{owner ? 'Nobody with that address has a key' : 'Every key is standard'}</p>
      <p className="mx-auto mt-1 max-w-prose text-pretty text-muted">
        {owner
          ? 'Enter a piece of the owner’s e-mail, such as the name or the domain.'
          : 'Keys with another tier are listed here. To give a key more, find it by its owner.'}
      </p>
    </div>
  );
}
