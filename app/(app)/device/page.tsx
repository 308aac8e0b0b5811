import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { PageHeader } from '@/components/page-header';
import { requireUser } from '@/lib/auth/session';
import { getWaitingDevice } from '@/lib/device-logins/device-logins';
import { AppError } from '@/lib/errors/app-error';
import { ApproveForm } from './_components/approve-form';
import { CodeForm } from './_components/code-form';
import { DeviceFacts } from './_components/device-facts';

export const metadata: Metadata = { title: 'Approve a sign-in' };

/** Where a person approves what a program asked for: they type its code, or come with a link that holds it. */
export default async function DevicePage({ searchParams }: PageProps<'/device'>) {
  const actor = await requireUser();
  const typed = [(await searchParams).user_code].flat()[0] ?? '';
  const address = (await headers()).get('x-forwarded-for');
  const found =
    typed === ''
      ? null
      : await getWaitingDevice(actor, { userCode: typed, address }).catch((error: unknown) => {
          // What the person can do something about.
          if (error instanceof AppError && error.status < 500) return error;
          throw error;
        });
  if (found === null || found instanceof AppError) {
    return (
      <>
        <PageHeader title="Approve a sign-in">
          A program that you started, such as <code className="font-mono text-sm">qarion auth login</code>,
          shows you a code. Enter it here to give that program a key of yours.
        </PageHeader>
        <CodeForm typed={typed.slice(0, 40)} error={found?.detail} />
      </>
    );
  }
  return (
    <>
      <PageHeader title="Approve this sign-in?">
        Does your terminal show this code? If not, or if you started nothing, deny it.
      </PageHeader>
      <div className="max-w-xl">
        <DeviceFacts device={found} now={Date.now()} />
        <ApproveForm device={found} />
      </div>
    </>
  );
}
