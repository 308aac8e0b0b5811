import { LayoutGrid } from 'lucide-react';

/** The first letter of a space's name; without one, all spaces. */
export function SpaceTile({ name }: { name: string | null }) {
  return (
    <span
      aria-hidden
      className="grid size-5 shrink-0 place-items-center rounded bg-accent-soft text-xs font-semibold text-accent-ink uppercase [&_svg]:size-3.5"
    >
      {name === null ? <LayoutGrid /> : [...name][0]}
    </span>
  );
}
