/** The look of everything one types or chooses in. */
export const CONTROL =
  'h-9 w-full rounded border border-line-strong/70 bg-surface px-3 text-ink shadow-control placeholder:text-muted hover:border-line-strong focus-visible:-outline-offset-1 max-sm:h-11 max-sm:text-lg [&[readonly]]:bg-sunken data-invalid:border-bad aria-invalid:border-bad';
