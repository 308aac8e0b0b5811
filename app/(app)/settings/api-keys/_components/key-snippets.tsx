'use client';

import { useState } from 'react';
import { type Snippet, snippets } from '@/components/key-snippets';
import { CopyButton } from '@/components/ui/copy-button';
import { Tabs } from '@/components/ui/tabs';

type Props = { visibleKey: string; getSecret: () => string; baseUrl: string; onSaved: () => void };

/** Drawn with the mask while the key is hidden, copied with the real key always. */
export function KeySnippets({ visibleKey, getSecret, baseUrl, onSaved }: Props) {
  const [open, setOpen] = useState<Snippet['id']>('curl');
  const openSnippet = () => snippets(getSecret(), baseUrl).find(({ id }) => id === open)?.code ?? '';
  return (
    <div className="mt-5">
      <Tabs
        label="Ways to use the key"
        value={open}
        onChange={setOpen}
        tabs={snippets(visibleKey, baseUrl).map(({ id, label, code }) => ({
          id,
          label,
          content: (
            <pre className="min-h-36 rounded border bg-sunken p-3 font-mono text-sm [overflow-wrap:anywhere] whitespace-pre-wrap max-sm:text-xs">
              <code>{code}</code>
            </pre>
          ),
        }))}
        action={
          <CopyButton
            isCompact
            variant="ghost"
            label="Copy snippet"
            getText={openSnippet}
            onCopied={onSaved}
          />
        }
      />
    </div>
  );
}
