import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const TONES = {
  info: { look: 'bg-sunken text-ink', icon: Info, iconLook: 'text-muted' },
  good: { look: 'bg-good-soft text-good', icon: CircleCheck, iconLook: '' },
  warn: { look: 'bg-warn-soft text-warn', icon: TriangleAlert, iconLook: '' },
  bad: { look: 'bg-bad-soft text-bad', icon: CircleAlert, iconLook: '' },
};

type NoticeProps = {
  tone?: keyof typeof TONES;
  /** `alert` for what must be read at once, such as an error that just happened. */
  role?: 'alert' | 'status';
  className?: string;
  children: ReactNode;
};

export function Notice({ tone = 'info', role, className, children }: NoticeProps) {
  const { look, icon: Icon, iconLook } = TONES[tone];
  return (
    <div role={role} className={clsx('flex gap-2.5 rounded px-3 py-2.5', look, className)}>
      <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', iconLook)} />
      <div className="min-w-0 flex-1 break-words">{children}</div>
    </div>
  );
}
