import { clsx } from 'clsx';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'icon';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent shadow-control hover:bg-accent-hover',
  secondary: 'border border-line bg-surface text-ink shadow-control hover:bg-hover',
  ghost: 'text-muted hover:bg-hover hover:text-ink',
  danger: 'bg-bad-solid text-on-accent shadow-control hover:bg-bad-solid-hover',
};

const SIZES: Record<ButtonSize, string> = {
  small: 'h-8 px-2.5 text-sm',
  medium: 'h-9 px-3.5 text-base',
  icon: 'size-8',
};

/** The look of a button, for links that act as one. */
export function buttonClass(
  variant: ButtonVariant = 'secondary',
  size: ButtonSize = 'medium',
  className?: string,
) {
  return clsx(
    'inline-flex shrink-0 select-none items-center justify-center gap-2 rounded font-medium whitespace-nowrap',
    'transition-colors duration-100 aria-disabled:cursor-default aria-disabled:opacity-60',
    VARIANTS[variant],
    SIZES[size],
    className,
  );
}

type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: the button keeps focus and its place, shows progress and does nothing. */
  pending?: boolean;
};

export function Button({
  variant,
  size,
  pending = false,
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      aria-disabled={pending || props['aria-disabled'] || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else onClick?.(event);
      }}
      className={buttonClass(variant, size, className)}
    >
      {pending && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {children}
    </button>
  );
}
