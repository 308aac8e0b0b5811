import { ChevronRight, CircleAlert } from 'lucide-react';
import type { Actor } from '@/lib/actor';
import { AppError } from '@/lib/errors/app-error';
import type { SourceTable } from '@/lib/sources/schema';
import { describeSource } from '@/lib/sources/sources';

/** More than one would look through here. */
const SHOWN_TABLES = 200;

/** What a query on the source can name. A source that does not answer says so, in its own place. */
export async function SourceTables({ actor, space, name }: { actor: Actor; space: string; name: string }) {
  const tables = await describe(actor, space, name);
  if (typeof tables === 'string') {
    return (
      <p role="status" className="flex gap-2 rounded-b border-t bg-sunken px-4 py-3 text-sm">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        <span className="min-w-0 [overflow-wrap:anywhere]">{tables}</span>
      </p>
    );
  }
  if (tables.length === 0) {
    return (
      <p className="rounded-b border-t bg-sunken px-4 py-3 text-sm text-muted">
        There is nothing in it that a query could read.
      </p>
    );
  }
  return (
    <div className="rounded-b border-t bg-sunken px-4 py-2">
      <ul className="divide-y">
        {tables.slice(0, SHOWN_TABLES).map((table) => (
          <li key={table.name}>
            <TableColumns table={table} />
          </li>
        ))}
      </ul>
      {tables.length > SHOWN_TABLES && (
        <p className="py-2 text-sm text-muted">And {tables.length - SHOWN_TABLES} more.</p>
      )}
    </div>
  );
}

function TableColumns({ table }: { table: SourceTable }) {
  return (
    <details className="group">
      <summary className="flex list-none items-center gap-2 rounded py-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-muted group-open:rotate-90" />
        <code className="min-w-0 font-mono text-sm [overflow-wrap:anywhere]">{table.name}</code>
        <span className="ml-auto shrink-0 text-sm text-muted">
          {table.columns.length === 1 ? '1 column' : `${table.columns.length} columns`}
        </span>
      </summary>
      <dl className="mb-3 ml-6 grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
        {table.columns.map((column) => (
          <div key={column.name} className="flex min-w-0 flex-wrap gap-x-2">
            <dt className="min-w-0 [overflow-wrap:anywhere]">
              <code className="font-mono">{column.name}</code>
            </dt>
            <dd className="text-muted">{column.type}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** The tables, or a sentence on why there are none to show. */
async function describe(actor: Actor, space: string, name: string): Promise<SourceTable[] | string> {
  try {
    return await describeSource(actor, space, name);
  } catch (error) {
    if (error instanceof AppError && (error.status < 500 || error.code === 'busy')) return error.detail;
    throw error;
  }
}
