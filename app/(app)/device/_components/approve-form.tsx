'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/form-error';
import { HOME_PATH } from '@/components/home-path';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useAction } from '@/components/use-action';
import type { DecidedLogin, WaitingDevice } from '@/lib/device-logins/schema';
import { ExpiryField } from '../../settings/api-keys/_components/expiry-field';
import { type ExpiryChoice, expiryDays } from '../../settings/api-keys/_lib/expiry';
import { approveDeviceAction, denyDeviceAction } from '../actions';

/** What the key is to be like, and the decision. */
export function ApproveForm({ device }: { device: WaitingDevice }) {
  const router = useRouter();
  const [choice, setChoice] = useState<ExpiryChoice>('90');
  const [customDays, setCustomDays] = useState('');
  const [decision, setDecision] = useState<'approve' | 'deny'>('approve');
  const { run, isPending, fieldErrors, formError } = useAction<DecidedLogin>();
  const { userCode, keyLimitReached } = device;

  // What has become of it has an address of its own, and Back does not lead here again.
  const showOutcome = ({ id }: DecidedLogin) => router.replace(`/device/${id}`);

  function approve(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    setDecision('approve');
    const expiresInDays = expiryDays(choice, customDays);
    run(() => approveDeviceAction({ userCode, name, expiresInDays }), showOutcome);
  }

  function deny() {
    setDecision('deny');
    run(() => denyDeviceAction({ userCode }), showOutcome);
  }

  return (
    <form method="post" onSubmit={approve} noValidate className="mt-6">
      {keyLimitReached === null ? (
        <>
          <TextField
            label="Name of the key"
            name="name"
            defaultValue={device.suggestedName}
            error={fieldErrors.name}
            hint="How you will know it among your API keys."
            autoComplete="off"
            spellCheck={false}
          />
          <ExpiryField
            choice={choice}
            onChoice={setChoice}
            customDays={customDays}
            onCustomDays={setCustomDays}
            error={fieldErrors.expiresInDays}
          />
        </>
      ) : (
        <Notice tone="bad">
          You have {keyLimitReached} active API keys, which is the most one person may have.{' '}
          <Link href={HOME_PATH} className="rounded font-medium underline underline-offset-2">
            Delete one you no longer use
          </Link>
          , then come back to this page.
        </Notice>
      )}
      <FormError failure={formError} className="mt-5" />
      <div className="mt-6 flex flex-col gap-2 sm:flex-row *:max-sm:h-11 *:max-sm:w-full">
        {keyLimitReached === null && (
          <Button type="submit" variant="primary" pending={isPending && decision === 'approve'}>
            {isPending && decision === 'approve' ? 'Approving…' : 'Approve'}
          </Button>
        )}
        <Button onClick={deny} pending={isPending && decision === 'deny'}>
          {isPending && decision === 'deny' ? 'Denying…' : 'Deny'}
        </Button>
      </div>
    </form>
  );
}
