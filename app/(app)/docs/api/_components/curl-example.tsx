'use client';

import { CopyButton } from '@/components/ui/copy-button';

export function CurlExample({ code }: { code: string }) {
  return (
    <div className="mt-3 flex items-start gap-2 rounded border bg-sunken p-2">
      <pre className="min-w-0 flex-1 p-1.5 font-mono text-sm [overflow-wrap:anywhere] whitespace-pre-wrap max-sm:text-xs">
        <code>{code}</code>
      </pre>
      <CopyButton label="Copy" getText={() => code} />
    </div>
  );
}
