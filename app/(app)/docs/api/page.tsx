import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { HOME_PATH } from '@/components/home-path';
import { PageHeader } from '@/components/page-header';
import { buttonClass } from '@/components/ui/button';
import { openApiDocument } from '@/lib/http/openapi';
import { ErrorTable } from './_components/error-table';
import { OperationSection } from './_components/operation-section';
import { ReferenceNav } from './_components/reference-nav';
import type { ApiDocument } from './_lib/document';
import { referenceGroups } from './_lib/reference';

export const metadata: Metadata = { title: 'API reference', robots: { index: false } };

/** For everybody: it tells what the public OpenAPI document tells, and problem documents point here. */
export default async function ApiReferencePage() {
  const request = await headers();
  const origin = `${request.get('x-forwarded-proto') ?? 'http'}://${request.get('host') ?? 'localhost:3000'}`;
  const baseUrl = `${origin}/api`;
  const document = openApiDocument() as unknown as ApiDocument;
  const groups = referenceGroups(document, baseUrl);
  return (
    <>
      <PageHeader
        title="API reference"
        action={
          <a href="/api/openapi.json" className={buttonClass('secondary', 'small')}>
            OpenAPI document
          </a>
        }
      >
        {document.info.description}
      </PageHeader>
      <div className="grid gap-x-12 xl:grid-cols-[minmax(0,1fr)_13rem]">
        <ReferenceNav groups={groups} />
        <div className="min-w-0">
          <section aria-labelledby="basics" className="mb-10 space-y-2">
            <h2 id="basics" className="text-lg font-semibold tracking-tight">
              Basics
            </h2>
            <p>
              Every path is below <Code>{baseUrl}</Code>. Send your key as{' '}
              <Code>Authorization: Bearer qarion_live_sk_…</Code>;{' '}
              <Link href={HOME_PATH} className="rounded text-accent-ink underline underline-offset-2">
                create one in Settings
              </Link>
              . Bodies are JSON, times are UTC.
            </p>
            <p>
              Errors are <Code>application/problem+json</Code>: <Code>detail</Code> says what happened and
              what to do, <Code>code</Code> is for programs, <Code>request_id</Code> finds the request in the
              logs. Each operation lists the errors it can answer with; all are below. Device login speaks
              OAuth instead: forms, and a 400 is <Code>error</Code> with <Code>error_description</Code>.
            </p>
          </section>
          {groups.map((group) => (
            <section key={group.id} aria-labelledby={group.id}>
              <h2 id={group.id} className="border-t pt-8 text-lg font-semibold tracking-tight">
                {group.name}
              </h2>
              {group.operations.map((operation) => (
                <OperationSection key={operation.id} operation={operation} />
              ))}
            </section>
          ))}
          <ErrorTable />
        </div>
      </div>
    </>
  );
}

function Code({ children }: { children: string }) {
  return (
    <code className="rounded bg-hover px-1 py-0.5 font-mono text-sm [overflow-wrap:anywhere]">
      {children}
    </code>
  );
}
