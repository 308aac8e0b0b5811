'use client';

import { CopyButton } from '@/components/ui/copy-button';
import { Tabs } from '@/components/ui/tabs';
import { type Snippet, snippets } from '../_lib/snippets';

type Props = { visibleKey: string; getSecret: () => string; baseUrl: string; onSaved: () => void };

/** Drawn with the mask while the key is hidden, copied with the real key always. */
export function KeySnippets({ visibleKey, getSecret, baseUrl, onSaved }: Props) {
  const code = (id: Snippet['id'], key: string) =>
    snippets(key, baseUrl).find((snippet) => snippet.id === id)?.code ?? '';
  return (
    <div className="mt-5">
      <Tabs
        label="Ways to use the key"
        tabs={snippets(visibleKey, baseUrl).map((snippet) => ({
          id: snippet.id,
          label: snippet.label,
          content: (
            <div className="relative rounded border bg-sunken">
              <pre className="min-h-40 p-3 pr-36 font-mono text-sm break-all whitespace-pre-wrap max-sm:pt-12 max-sm:pr-3">
                <code>{snippet.code}</code>
              </pre>
              <div className="absolute top-2 right-2">
                <CopyButton
                  label="Copy snippet"
                  getText={() => code(snippet.id, getSecret())}
                  onCopied={onSaved}
                />
              </div>
            </div>
          ),
        }))}
      />
    </div>
  );
}
