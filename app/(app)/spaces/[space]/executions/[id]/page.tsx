import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { numberText } from '@/components/check-value';
import { CodeBlock } from '@/components/code-block';
import { Fact, Facts } from '@/components/execution-facts';
import { ExecutionMessage } from '@/components/execution-message';
import { isFinished, queueDurationText, runDurationText, triggerText } from '@/components/execution-text';
import { PageHeader } from '@/components/page-header';
import { RelativeTime } from '@/components/relative-time';
import { utcTimeText } from '@/components/relative-time-text';
import { checkPath } from '@/components/space-paths';
import { Badge } from '@/components/ui/badge';
import { getExecution } from '@/lib/executions/executions';
import { isAllowed } from '@/lib/spaces/permissions';
import { orNotFound, pageSpace } from '../../_lib/page-space';
import { RoleNote } from '../../checks/_components/role-note';
import { IgnoreButton } from '../_components/ignore-button';
import { LiveStatus } from '../_components/live-status';

export const metadata: Metadata = { title: 'Execution' };

export default async function ExecutionPage({ params }: PageProps<'/spaces/[space]/executions/[id]'>) {
  const { actor, space } = await pageSpace(params);
  const execution = await orNotFound(getExecution(actor, (await params).id));
  // An execution has one address: below its own space.
  if (execution.space !== space.slug) notFound();
  const { id, status, value, message, executedSql, createdAt, triggeredBy } = execution;
  const now = Date.now();
  return (
    <>
      <PageHeader title="Execution">
        One run of{' '}
        <Link
          href={checkPath(space.slug, execution.checkSlug)}
          className="rounded text-accent-ink underline-offset-2 [overflow-wrap:anywhere] hover:underline"
        >
          {execution.checkName}
        </Link>
        .
      </PageHeader>
      <Facts>
        <Fact name="Result">
          <LiveStatus space={space.slug} id={id} status={status} />{' '}
          {execution.isIgnored && <Badge>Ignored</Badge>}
        </Fact>
        <Fact name="Value">{value === null ? <Muted>None</Muted> : numberText(value)}</Fact>
        <Fact name="Message" isLong>
          {message ? (
            <ExecutionMessage text={message} />
          ) : (
            <Muted>{isFinished(status) ? 'None' : 'None yet'}</Muted>
          )}
        </Fact>
        <Fact name="Triggered by">
          {triggerText(triggeredBy)}
          {triggeredBy.apiKey && (
            <code className="block font-mono text-sm text-muted">{triggeredBy.apiKey.keyPrefix}…</code>
          )}
        </Fact>
        <Fact name="When">
          <RelativeTime time={createdAt} now={now} />{' '}
          <span className="text-sm text-muted max-sm:block">{utcTimeText(createdAt)}</span>
        </Fact>
        {triggeredBy.via !== 'push' && (
          <>
            <Fact name="Waited">{queueDurationText(execution) ?? <Muted>Has not started yet</Muted>}</Fact>
            <Fact name="Took">{runDurationText(execution) ?? <Muted>Has not finished yet</Muted>}</Fact>
          </>
        )}
        <Fact name="Id">
          <code className="font-mono text-sm">{id}</code>
        </Fact>
      </Facts>
      {executedSql && (
        <div className="mt-6">
          <CodeBlock label="What was run" code={executedSql} />
        </div>
      )}
      {isFinished(status) && (
        <section className="mt-8 border-t pt-6">
          <h2 className="font-medium">{execution.isIgnored ? 'This execution is ignored' : 'Ignore'}</h2>
          <p className="mt-1 mb-4 max-w-prose text-muted">
            {execution.isIgnored
              ? 'It is left out of the trend and of how the check stands. It stays in the lists, and can be counted again at any time.'
              : 'When a result says nothing about the data, such as one from a broken test run, leave it out of the trend and of how the check stands. It stays in the lists, and this can be taken back.'}
          </p>
          {isAllowed(space.rank, 'executions.ignore') ? (
            <IgnoreButton id={id} isIgnored={execution.isIgnored} />
          ) : (
            <RoleNote space={space} action="executions.ignore" doing="Ignoring executions" />
          )}
        </section>
      )}
    </>
  );
}

function Muted({ children }: { children: string }) {
  return <span className="text-muted">{children}</span>;
}
