'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

type TabsProps = { label: string; tabs: { id: string; label: string; content: ReactNode }[] };

export function Tabs({ label, tabs }: TabsProps) {
  return (
    <Base.Root defaultValue={tabs[0]?.id}>
      <Base.List aria-label={label} className="flex gap-1 border-b" activateOnFocus>
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.id}
            value={tab.id}
            className="-mb-px h-9 border-b-2 border-transparent px-2.5 text-sm font-medium text-muted hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent-ink data-active:text-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.id} value={tab.id} className="mt-3 rounded">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
