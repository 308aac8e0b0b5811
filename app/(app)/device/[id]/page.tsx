import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { HOME_PATH } from '@/components/home-path';
import { PageHeader } from '@/components/page-header';
import { buttonClass } from '@/components/ui/button';
import { requireUser } from '@/lib/auth/session';
import { getDecidedLogin } from '@/lib/device-logins/device-logins';
import { AppError } from '@/lib/errors/app-error';
import { PickupLine } from '../_components/pickup-line';
import { deviceText } from '../_lib/device-text';

export const metadata: Metadata = { title: 'Sign-in of a device' };

/** What has become of a sign-in, for whoever decided it. */
export default async function DecidedPage({ params }: PageProps<'/device/[id]'>) {
  const actor = await requireUser();
  const login = await getDecidedLogin(actor, (await params).id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  });
  const device = deviceText(login.deviceName);
  if (login.state === 'denied') {
    return (
      <PageHeader title="Denied">
        Nothing was given to {device}. If you did not start this, somebody tried to get a key with your
        approval: there is nothing more to do.
      </PageHeader>
    );
  }
  return (
    <>
      <PageHeader title="Approved">
        Go back to your terminal. The program there asks every few seconds whether it may sign in.
      </PageHeader>
      <PickupLine id={login.id} device={device} initial={{ state: login.state, keyName: login.keyName }} />
      <Link href={HOME_PATH} className={buttonClass('secondary', 'medium', 'mt-6 max-sm:h-11')}>
        See your API keys
      </Link>
    </>
  );
}
