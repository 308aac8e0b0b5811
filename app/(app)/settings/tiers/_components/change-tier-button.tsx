'use client';

import { Button } from '@/components/ui/button';
import type { OwnedApiKeyView } from '@/lib/api-keys/schema';
import { useOpenTierDialog } from './tier-dialog-provider';

export function ChangeTierButton({ apiKey }: { apiKey: OwnedApiKeyView }) {
  const open = useOpenTierDialog();
  return (
    <Button
      size="small"
      className="@max-3xl:h-9"
      aria-label={`Change tier of ${apiKey.name}, ${apiKey.owner.email}`}
      onClick={(event) => open(apiKey, event.currentTarget)}
    >
      Change tier
    </Button>
  );
}
