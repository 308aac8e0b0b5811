'use client';

import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { envFile, maskedKey } from '@/components/key-snippets';
import { utcTimeText } from '@/components/relative-time-text';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { FirstUseLine } from './first-use-line';
import { KeySnippets } from './key-snippets';
import { SecretField } from './secret-field';

type Props = {
  apiKey: ApiKeyView;
  /** The old key, when this one takes over from it. */
  replaces?: ApiKeyView | undefined;
  /** Null once the dialog is closing: then only the mask is left to draw. */
  secret: string | null;
  onSaved: () => void;
  onDone: () => void;
};

export function RevealKey({ apiKey, replaces, secret, onSaved, onDone }: Props) {
  const copyButton = useRef<HTMLButtonElement>(null);
  const [isShown, setIsShown] = useState(false);
  const baseUrl = `${window.location.origin}/api`;
  const visibleKey = isShown && secret !== null ? secret : maskedKey(apiKey.keyPrefix);

  // The form that had the focus is gone; the next thing to do is copy.
  useEffect(() => copyButton.current?.focus(), []);

  function download() {
    if (secret === null) return;
    const url = URL.createObjectURL(new Blob([envFile(secret, baseUrl)], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'qarion.env';
    link.click();
    URL.revokeObjectURL(url);
    onSaved();
  }

  return (
    <div className="mt-4">
      <p role="status" className="sr-only">
        API key {apiKey.name} {replaces ? 'rotated' : 'created'}. Copy it now.
      </p>
      <Notice tone="warn">
        <strong className="font-semibold">You will not see this key again.</strong> Copy it to where it is
        used, or to a password manager, before you close this.
      </Notice>
      {replaces && <p className="mt-4">{oldKeyText(replaces)}</p>}
      <SecretField
        label={apiKey.name}
        visibleKey={visibleKey}
        isShown={isShown}
        onToggle={() => setIsShown(!isShown)}
        getSecret={() => secret ?? ''}
        onSaved={onSaved}
        onRefused={() => setIsShown(true)}
        copyRef={copyButton}
      />
      <KeySnippets
        visibleKey={visibleKey}
        getSecret={() => secret ?? ''}
        baseUrl={baseUrl}
        onSaved={onSaved}
      />
      <FirstUseLine id={apiKey.id} isActive={secret !== null} />
      <DialogActions>
        <Button onClick={download}>
          <Download aria-hidden className="size-4" />
          Download .env
        </Button>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </DialogActions>
    </div>
  );
}

function oldKeyText({ name, isActive, expiresAt }: ApiKeyView): string {
  return isActive && expiresAt
    ? `The old key, now “${name}”, works until ${utcTimeText(expiresAt)}.`
    : `The old key, now “${name}”, works no longer.`;
}
