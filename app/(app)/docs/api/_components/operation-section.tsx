import { clsx } from 'clsx';
import { Badge } from '@/components/ui/badge';
import type { ReferenceOperation } from '../_lib/reference';
import { CurlExample } from './curl-example';
import { FieldTable } from './field-table';

const METHOD_LOOKS: Record<string, string> = {
  GET: 'text-accent-ink bg-accent-soft',
  POST: 'text-good bg-good-soft',
  PATCH: 'text-warn bg-warn-soft',
  PUT: 'text-warn bg-warn-soft',
  DELETE: 'text-bad bg-bad-soft',
};

export function OperationSection({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, description, needsKey, parameters, body, bodyType, success } = operation;
  const { alternative, errors } = operation;
  return (
    <article aria-labelledby={id} className="mt-6 mb-10">
      <h3 id={id} className="text-base font-semibold">
        <a href={`#${id}`} className="rounded hover:text-accent-ink">
          {summary}
        </a>
      </h3>
      <p className="mt-2 flex flex-wrap items-center gap-2">
        <span
          className={clsx(
            'inline-flex h-6 items-center rounded px-1.5 font-mono text-xs font-semibold',
            METHOD_LOOKS[method],
          )}
        >
          {method}
        </span>
        <code className="font-mono text-sm [overflow-wrap:anywhere]">/api{path}</code>
        {!needsKey && <Badge>No key needed</Badge>}
      </p>
      {description && <p className="mt-2 max-w-prose text-muted">{withCode(description)}</p>}
      <CurlExample code={operation.curl} />
      <FieldTable title="Parameters" fields={parameters} />
      <FieldTable
        title="Request body"
        {...(bodyType.endsWith('x-www-form-urlencoded') && { note: 'A form, not JSON.' })}
        fields={body}
      />
      <FieldTable
        title={`Answer ${success.status}`}
        note={[success.description, success.type?.startsWith('list') && `A ${success.type}s.`]
          .filter(Boolean)
          .join(' ')}
        fields={success.fields}
        areAnswer
      />
      {alternative && (
        <p className="mt-3 max-w-prose text-sm text-muted">
          Or {alternative.status}, with the same fields: {alternative.description}
        </p>
      )}
      <details className="group mt-4">
        <summary className="w-fit rounded text-sm font-medium text-muted hover:text-ink">
          Errors ({errors.map(({ status }) => status).join(', ')})
        </summary>
        <ul className="mt-2 divide-y rounded border bg-surface">
          {errors.map(({ status, text, codes }) => (
            <li key={status} className="flex flex-wrap gap-x-4 gap-y-1 px-3 py-2 text-sm">
              <span className="w-8 shrink-0 font-mono">{status}</span>
              <span className="min-w-40 flex-1">{text}</span>
              <span className="flex min-w-0 flex-wrap gap-x-3 font-mono text-xs leading-5 text-muted">
                {codes.map((code) => (
                  <code key={code}>{code}</code>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </article>
  );
}

/** Text with `code` in backticks, as descriptions are written. */
function withCode(text: string) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code key={part} className="font-mono text-sm text-ink">
        {part}
      </code>
    ),
  );
}
