'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

type TabsProps<Id extends string> = {
  label: string;
  value: Id;
  onChange: (id: Id) => void;
  tabs: { id: Id; label: string; content: ReactNode }[];
  /** A button beside the tabs that acts on the one that is open. */
  action?: ReactNode;
};

export function Tabs<Id extends string>({ label, value, onChange, tabs, action }: TabsProps<Id>) {
  return (
    <Base.Root value={value} onValueChange={onChange}>
      <div className="flex items-end justify-between gap-2 border-b">
        <Base.List aria-label={label} className="flex sm:gap-1" activateOnFocus>
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
        {action && <div className="pb-1.5">{action}</div>}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.id} value={tab.id} className="mt-3 rounded">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
