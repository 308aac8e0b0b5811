import { Search } from 'lucide-react';
import { buttonClass } from '@/components/ui/button';
import { CONTROL } from '@/components/ui/control';

/** Whose keys to list. A plain form: what is asked for is in the URL. */
export function KeySearch({ owner }: { owner: string }) {
  return (
    <search>
      <form action="/settings/tiers" className="mb-3 flex gap-2">
        <div className="relative w-full sm:w-80">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
          />
          <input
            key={owner}
            type="search"
            name="owner"
            defaultValue={owner}
            maxLength={254}
            aria-label="Owner’s e-mail"
            placeholder="Owner’s e-mail"
            autoComplete="off"
            className={`${CONTROL} pl-8.5`}
          />
        </div>
        <button type="submit" className={buttonClass('secondary', 'medium', 'max-sm:h-11')}>
          Find keys
        </button>
      </form>
    </search>
  );
}
