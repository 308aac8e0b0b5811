import type { ReactNode } from 'react';
import { RelativeTime } from '@/components/relative-time';
import { TIER_WORDS } from '@/components/tier-words';
import { Badge } from '@/components/ui/badge';
import type { UsedApiKeyView } from '@/lib/api-keys/schema';
import { keyState } from '../_lib/key-state';
import { KeyRowActions } from './key-row-actions';
import { KeyStateCell } from './key-state-cell';

/** One key. The same cells make a table row on a wide screen and a card on a narrow one. */
export function KeyRow({ apiKey, now }: { apiKey: UsedApiKeyView; now: number }) {
  const state = keyState(apiKey, now);
  const { name, keyPrefix, canCreateKeys, tier, createdAt, lastUsedAt, expiresAt } = apiKey;
  return (
    <tr className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-2 p-4 @4xl:table-row @4xl:[&:not(:last-child)>*]:border-b @4xl:[&>*]:px-3 @4xl:[&>*]:py-3 @4xl:[&>*]:align-top @4xl:[&>*:first-child]:pl-4 @4xl:[&>*:last-child]:pr-4">
      <th scope="row" className="min-w-0 text-left font-normal @max-4xl:col-span-2">
        <span className="block font-medium [overflow-wrap:anywhere]">{name}</span>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1">
          <code className="font-mono text-xs text-muted">{keyPrefix}…</code>
          {canCreateKeys && <Badge>Creates keys</Badge>}
          {tier !== 'standard' && <Badge>{TIER_WORDS[tier].name}</Badge>}
        </span>
      </th>
      <Cell label="Created">
        <RelativeTime time={createdAt} now={now} />
      </Cell>
      <Cell label="Last used">
        {lastUsedAt ? (
          <RelativeTime time={lastUsedAt} now={now} />
        ) : (
          <span className="text-muted">Never used</span>
        )}
      </Cell>
      <Cell label="Expires">
        {expiresAt ? <RelativeTime time={expiresAt} now={now} /> : <span className="text-muted">Never</span>}
      </Cell>
      <td className="@max-4xl:row-start-5">
        <KeyStateCell apiKey={apiKey} state={state} />
      </td>
      <td className="@max-4xl:row-start-5 @max-4xl:self-end @4xl:text-right">
        <KeyRowActions apiKey={apiKey} isUsable={state !== 'expired'} />
      </td>
    </tr>
  );
}

/** On a card each fact carries its name, which the column header does in the table. */
function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td className="text-sm @max-4xl:col-span-2 @max-4xl:flex @max-4xl:gap-2 @4xl:pt-3.5">
      <span aria-hidden className="w-20 shrink-0 text-muted @4xl:hidden">
        {label}
      </span>
      {children}
    </td>
  );
}
