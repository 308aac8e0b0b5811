'use client';

import { Eye, EyeOff } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';

type Props = {
  label: string;
  /** What is drawn: the mask, or the secret while it is shown. */
  visibleKey: string;
  isShown: boolean;
  onToggle: () => void;
  getSecret: () => string;
  onSaved: () => void;
  onRefused: () => void;
  copyRef: RefObject<HTMLButtonElement | null>;
};

export function SecretField(props: Props) {
  const field = useRef<HTMLElement>(null);
  const [isRefused, setIsRefused] = useState(false);

  // Without the clipboard, the next best thing: the key, shown and selected.
  useEffect(() => {
    if (isRefused && props.isShown && field.current) getSelection()?.selectAllChildren(field.current);
  }, [isRefused, props.isShown]);

  return (
    <div className="mt-4">
      <p className="mb-1.5 font-medium break-words">{props.label}</p>
      <div className="flex flex-col gap-2 rounded border bg-sunken p-2 sm:flex-row sm:items-center">
        <code
          ref={field}
          onCopy={() => {
            if (props.isShown) props.onSaved();
          }}
          className="min-w-0 flex-1 px-1.5 py-1 font-mono text-sm break-all"
        >
          {props.visibleKey}
        </code>
        <div className="flex gap-2 max-sm:*:flex-1">
          <Button
            size="small"
            aria-pressed={props.isShown}
            aria-label="Show the key"
            onClick={props.onToggle}
          >
            {props.isShown ? (
              <EyeOff aria-hidden className="size-4" />
            ) : (
              <Eye aria-hidden className="size-4" />
            )}
            {props.isShown ? 'Hide' : 'Show'}
          </Button>
          <CopyButton
            ref={props.copyRef}
            variant="primary"
            label="Copy"
            getText={props.getSecret}
            onCopied={props.onSaved}
            onRefused={() => {
              setIsRefused(true);
              props.onRefused();
            }}
          />
        </div>
      </div>
      {isRefused && (
        <p role="alert" className="mt-1.5 text-sm text-bad">
          The browser did not allow copying. The key is shown and selected: press Ctrl+C or ⌘C.
        </p>
      )}
    </div>
  );
}
