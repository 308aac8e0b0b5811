'use client';

import { useEffect, useState } from 'react';
import { checksPath } from '@/components/space-paths';
import type { SourceTables } from '../../new/tables/route';

export type Tables = SourceTables & { isLoading: boolean };

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
      setFound({ ...NONE, source, ...(response.ok ? await response.json() : {}) });
    }
    ask().catch(() => {
      if (!abort.signal.aborted) setFound({ ...NONE, source });
    });
    return () => abort.abort();
  }, [space, source]);

  if (source === '') return NONE;
  return found?.source === source ? found : { ...NONE, isLoading: true };
}
