'use client';

import { useEffect, useState } from 'react';
import { checksPath } from '@/components/space-paths';
import type { SourceTable } from '@/lib/sources/schema';

export type Tables = { tables: SourceTable[]; fault: string | null; isLoading: boolean };

const NONE: Tables = { tables: [], fault: null, isLoading: false };

/** What can be named on a source. Only a help: the form does without it. */
export function useTables(space: string, source: string): Tables {
  const [found, setFound] = useState<(Tables & { source: string }) | null>(null);

  useEffect(() => {
    if (source === '') return;
    const abort = new AbortController();
    async function ask() {
      const query = new URLSearchParams({ source });
      const response = await fetch(`${checksPath(space)}/new/tables?${query}`, { signal: abort.signal });
      const body = await response.json();
      setFound(
        response.ok
          ? { source, tables: body, fault: null, isLoading: false }
          : { source, tables: [], fault: String(body.detail), isLoading: false },
      );
    }
    ask().catch(() => {
      if (!abort.signal.aborted) setFound({ ...NONE, source });
    });
    return () => abort.abort();
  }, [space, source]);

  if (source === '') return NONE;
  return found?.source === source ? found : { ...NONE, isLoading: true };
}
