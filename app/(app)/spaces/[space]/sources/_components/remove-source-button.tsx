'use client';

import { Button } from '@/components/ui/button';
import type { SourceView } from '@/lib/sources/schema';
import { useOpenSourceDialog } from './source-dialogs';

export function RemoveSourceButton({ source }: { source: SourceView }) {
  const open = useOpenSourceDialog();
  return (
    <Button
      size="small"
      className="max-sm:h-9 hover:border-bad hover:text-bad"
      aria-label={`Remove ${source.name}`}
      onClick={(event) => open({ kind: 'remove', source }, event.currentTarget)}
    >
      Remove
    </Button>
  );
}
