import type { ReactNode } from 'react';
import { RelativeTime } from '@/components/relative-time';
import { Notice } from '@/components/ui/notice';
import type { WaitingDevice } from '@/lib/device-logins/schema';

/** What is known of the device that waits, and what it only says. */
export function DeviceFacts({ device, now }: { device: WaitingDevice; now: number }) {
  const { userCode, deviceName, address, isFromSameNetwork, createdAt } = device;
  return (
    <section aria-label="What asks" className="rounded border bg-surface">
      <p className="border-b py-5 text-center">
        <span className="block text-sm text-muted">Code</span>
        <code className="font-mono text-2xl font-semibold tracking-widest">{userCode}</code>
      </p>
      <dl className="grid gap-x-4 gap-y-3 p-4 sm:grid-cols-[7rem_1fr] sm:p-5">
        <Fact name="Machine">
          {deviceName === null ? (
            <span className="text-muted">It did not say</span>
          ) : (
            <>
              {deviceName} <span className="text-muted">(what it calls itself)</span>
            </>
          )}
        </Fact>
        <Fact name="Address">
          {address ?? 'Unknown'}{' '}
          <span className="text-muted">
            {isFromSameNetwork ? '(the network you are in)' : '(not the network you are in)'}
          </span>
        </Fact>
        <Fact name="Asked">
          <RelativeTime time={createdAt} now={now} />
        </Fact>
      </dl>
      <div className="px-4 pb-4 sm:px-5 sm:pb-5">
        <Notice tone="warn">
          <strong className="font-semibold">Only approve what you started yourself.</strong> The machine gets
          a key that can do what you can do. Whoever sent you a link or a code wants your rights.
        </Notice>
      </div>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted max-sm:-mb-3">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
