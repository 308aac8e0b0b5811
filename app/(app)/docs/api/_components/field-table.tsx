import type { Field } from '../_lib/fields';

type Props = {
  title: string;
  note?: string;
  fields: Field[];
  /** In an answer every field may be relied on, so "required" goes without saying. */
  areAnswer?: boolean;
};

export function FieldTable({ title, note, fields, areAnswer = false }: Props) {
  if (fields.length === 0 && !note) return null;
  return (
    <div className="mt-5">
      <h4 className="text-sm font-medium">{title}</h4>
      {note && <p className="mt-0.5 text-sm text-muted">{note}</p>}
      {fields.length > 0 && (
        <dl className="mt-2 divide-y rounded border bg-surface">
          {fields.map((field) => (
            <div
              key={field.name}
              className="grid gap-x-4 gap-y-0.5 px-3 py-1.5 text-sm sm:grid-cols-[minmax(0,13rem)_minmax(0,1fr)]"
            >
              <dt className="[overflow-wrap:anywhere]">
                <code className="font-mono">{field.name}</code>
              </dt>
              <dd className="text-muted">
                <span className="text-ink">
                  {field.type}
                  {!areAnswer && (field.isRequired ? ', required' : ', optional')}
                </span>
                {field.description && `. ${field.description}`}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
