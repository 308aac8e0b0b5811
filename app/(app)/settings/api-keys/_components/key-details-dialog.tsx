'use client';

import type { ReactNode } from 'react';
import { ExactTime } from '@/components/relative-time';
import { relativeTimeText } from '@/components/relative-time-text';
import { TIER_WORDS } from '@/components/tier-words';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import type { UsedApiKeyView } from '@/lib/api-keys/schema';
import { requestsText } from '../_lib/usage-text';
import type { KeyDialogProps } from './key-dialog-props';

/** All there is to know about a key, with exact times, for those who cannot hover. */
export function KeyDetailsDialog({
  isOpen,
  close,
  returnFocus,
  apiKey,
}: KeyDialogProps & { apiKey: UsedApiKeyView }) {
  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      title={apiKey.name}
      size="small"
      finalFocus={() => returnFocus.get() ?? true}
    >
      <dl className="mt-4 grid gap-x-4 gap-y-3 sm:grid-cols-[7rem_1fr]">
        <Fact name="Prefix">
          <code className="font-mono text-sm break-all">{apiKey.keyPrefix}…</code>
        </Fact>
        <Fact name="Created">
          <Time time={apiKey.createdAt} />
        </Fact>
        <Fact name="Last used">{apiKey.lastUsedAt ? <Time time={apiKey.lastUsedAt} /> : 'Never used'}</Fact>
        {apiKey.lastUsedAgent && <Fact name="By">{apiKey.lastUsedAgent}</Fact>}
        {apiKey.lastUsedAddress && <Fact name="From">{apiKey.lastUsedAddress}</Fact>}
        {apiKey.recentRequests > 0 && <Fact name="Last 7 days">{requestsText(apiKey.recentRequests)}</Fact>}
        <Fact name="Expires">{apiKey.expiresAt ? <Time time={apiKey.expiresAt} /> : 'Never'}</Fact>
        <Fact name="Tier">{TIER_WORDS[apiKey.tier].name}</Fact>
        {apiKey.replacedBy && <Fact name="Replaced by">{apiKey.replacedBy.name}</Fact>}
        <Fact name="Permissions">
          Your role in every space you are a member of
          {apiKey.canCreateKeys ? ', and creating other keys' : '; it cannot create other keys'}
        </Fact>
      </dl>
      <DialogActions>
        <Button onClick={close}>Done</Button>
      </DialogActions>
    </Dialog>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted max-sm:-mb-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function Time({ time }: { time: Date }) {
  return (
    <time dateTime={time.toISOString()}>
      <span className="block">{relativeTimeText(time, Date.now())}</span>
      <span className="block text-sm text-muted">
        <ExactTime time={time} />
      </span>
    </time>
  );
}
