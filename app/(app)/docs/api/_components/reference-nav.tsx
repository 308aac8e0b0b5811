import type { ReferenceGroup } from '../_lib/reference';

export function ReferenceNav({ groups }: { groups: ReferenceGroup[] }) {
  return (
    <nav
      aria-label="Operations"
      className="mb-8 rounded border bg-surface p-4 xl:sticky xl:top-10 xl:order-last xl:max-h-[calc(100dvh-5rem)] xl:self-start xl:overflow-y-auto xl:border-0 xl:bg-transparent xl:p-0"
    >
      <ul className="grid gap-4 sm:grid-cols-3 xl:grid-cols-1">
        {groups.map((group) => (
          <li key={group.id}>
            <a href={`#${group.id}`} className="rounded font-medium hover:text-accent-ink">
              {group.name}
            </a>
            <ul className="mt-1">
              {group.operations.map((operation) => (
                <li key={operation.id}>
                  <a
                    href={`#${operation.id}`}
                    className="block rounded py-1 text-sm text-muted hover:text-ink"
                  >
                    {operation.summary}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
        <li>
          <a href="#errors" className="rounded font-medium hover:text-accent-ink">
            Errors
          </a>
        </li>
      </ul>
    </nav>
  );
}
