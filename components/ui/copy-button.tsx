'use client';

import { Check, Copy } from 'lucide-react';
import { type Ref, useEffect, useState } from 'react';
import { Button, type ButtonVariant } from './button';

type CopyButtonProps = {
  /** Read at the press, so the value need not be anywhere in the page. */
  getText: () => string;
  label: string;
  onCopied?: () => void;
  /** The browser refused the clipboard, as it does on plain http. */
  onRefused?: () => void;
  variant?: ButtonVariant;
  /** On a narrow screen only the icon is drawn. */
  isCompact?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

export function CopyButton({
  getText,
  label,
  onCopied,
  onRefused,
  variant,
  isCompact = false,
  ref,
}: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(getText());
    } catch {
      onRefused?.();
      return;
    }
    setCopied(true);
    onCopied?.();
  }

  return (
    <Button ref={ref} variant={variant} size="small" onClick={() => void copy()}>
      {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
      <span aria-live="polite" className={isCompact ? 'max-sm:sr-only' : undefined}>
        {copied ? 'Copied' : label}
      </span>
    </Button>
  );
}
