import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHeader } from '@/components/page-header';
import { Notice } from '@/components/ui/notice';
import { KEYS_SHOWN, listKeysOfAll } from '@/lib/api-keys/administration/administration';
import { requireUser } from '@/lib/auth/session';
import { areLimitsOn, limitsOfTiers } from '@/lib/rate-limits/limits';
import { KeySearch } from './_components/key-search';
import { KeyTable } from './_components/key-table';
import { TierDialogProvider } from './_components/tier-dialog-provider';
import { TierTable } from './_components/tier-table';

export const metadata: Metadata = { title: 'Key tiers' };

const OWNER_MAX_LENGTH = 254;

/** For superadmins; to everybody else there is no such page. */
export default async function TiersPage({ searchParams }: PageProps<'/settings/tiers'>) {
  const actor = await requireUser();
  if (!actor.isSuperadmin) notFound();
  const { owner: given } = await searchParams;
  const owner = typeof given === 'string' ? given.trim().slice(0, OWNER_MAX_LENGTH) : '';
  const keys = await listKeysOfAll(actor, { owner });
  const tiers = limitsOfTiers();
  return (
    <TierDialogProvider tiers={tiers}>
      <PageHeader title="Key tiers">
        How much an API key may ask for. Every key begins as standard; superadmins give it more.
      </PageHeader>
      {!areLimitsOn() && (
        <div className="mb-6">
          <Notice tone="warn">
            Limits are switched off on this server (QARION_RATE_LIMIT=off), so every key may ask as much as it
            likes.
          </Notice>
        </div>
      )}
      <TierTable tiers={tiers} />
      <h2 className="mt-8 mb-3 text-lg font-semibold tracking-tight">Keys</h2>
      <KeySearch owner={owner} />
      <KeyTable keys={keys} owner={owner} now={Date.now()} />
      {keys.length === KEYS_SHOWN && (
        <p className="mt-3 text-sm text-muted">
          The newest {KEYS_SHOWN}. Enter more of the address to find the others.
        </p>
      )}
    </TierDialogProvider>
  );
}
