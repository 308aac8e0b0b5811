import { clsx } from 'clsx';

/** The mark: a ring with a tooth, half key, half Q. */
function LogoMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={clsx('size-6 text-accent-ink', className)}
      fill="none"
    >
      <circle cx="10.5" cy="10.5" r="6.75" stroke="currentColor" strokeWidth="3.5" />
      <path
        d="m14 14 6.75 6.75M18.5 15.5l2.75 2.75"
        stroke="currentColor"
        strokeWidth="3.5"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-lg font-semibold tracking-tight">
      <LogoMark />
      Qarion
    </span>
  );
}
