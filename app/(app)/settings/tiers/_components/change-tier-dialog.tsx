'use client';

import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/form-error';
import { SpaceChoice } from '@/components/space-choice';
import { limitText, TIER_WORDS } from '@/components/tier-words';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import type { HostedDialog } from '@/components/use-dialog-host';
import type { OwnedApiKeyView } from '@/lib/api-keys/schema';
import type { TierLimits } from '@/lib/rate-limits/schema';
import { setTierAction } from '../actions';

type Props = HostedDialog & { apiKey: OwnedApiKeyView; tiers: TierLimits[] };

export function ChangeTierDialog({ isOpen, close, returnFocus, apiKey, tiers }: Props) {
  const [tier, setTier] = useState(apiKey.tier);
  const { run, isPending, fieldErrors, formError } = useAction<OwnedApiKeyView>();
  const toast = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run(
      () => setTierAction({ id: apiKey.id, tier }),
      (changed) => {
        toast('Tier changed', {
          description: `“${changed.name}” is ${TIER_WORDS[changed.tier].name.toLowerCase()} from its next request on.`,
        });
        close();
      },
    );
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      title={`Change the tier of “${apiKey.name}”`}
      description={`A key of ${apiKey.owner.email}. What it has used up in its old tier does not count in the new one.`}
      size="small"
      finalFocus={() => returnFocus.get() ?? true}
    >
      <form onSubmit={submit} noValidate className="mt-5 space-y-4">
        <FormError failure={formError} />
        <SpaceChoice
          legend="Tier"
          name="tier"
          options={tiers.map((limits) => ({
            value: limits.tier,
            name: TIER_WORDS[limits.tier].name,
            text: limitText(limits),
          }))}
          value={tier}
          onChange={setTier}
          error={fieldErrors.tier}
        />
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" pending={isPending}>
            {isPending ? 'Saving…' : 'Save tier'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
