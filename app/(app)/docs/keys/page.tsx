import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { CodeBlock } from '@/components/code-block';
import { HOME_PATH } from '@/components/home-path';
import { snippets } from '@/components/key-snippets';
import { PageHeader } from '@/components/page-header';
import { buttonClass } from '@/components/ui/button';
import { ExitCodes } from './_components/exit-codes';
import { readRecipes } from './_lib/recipes';

export const metadata: Metadata = { title: 'Use your key', robots: { index: false } };

const WAYS = {
  curl: { place: 'In a shell', text: 'From anything that speaks HTTP, with one header.' },
  cli: {
    place: 'In a shell',
    text: 'From a terminal or a pipeline. It waits for the result and ends by it.',
  },
  python: {
    place: 'check.py',
    text: 'From a notebook, a job or an application. Without api_key it reads the environment.',
  },
  typescript: {
    place: 'check.ts',
    text: 'From Node.js, Bun, Deno or a worker; never from a page, where everybody could read the key.',
  },
};

/** For everybody, like the API reference: it holds no key and no data. */
export default async function UseYourKeyPage() {
  const request = await headers();
  const origin = `${request.get('x-forwarded-proto') ?? 'http'}://${request.get('host') ?? 'localhost:3000'}`;
  const recipes = await readRecipes();
  return (
    <>
      <PageHeader
        title="Use your key"
        action={
          <Link href={HOME_PATH} className={buttonClass('primary', 'medium', 'max-sm:h-11')}>
            Create API Key
          </Link>
        }
      >
        A key does whatever you may do, for as long as you may do it. Put your own in place of
        your-api-key-here, or create one: its dialog has these lines with the key already in them.
      </PageHeader>
      <div className="max-w-3xl">
        <Section id="ways" title="Four ways to call">
          {snippets('your-api-key-here', `${origin}/api`).map(({ id, label, code }) => (
            <Example key={id} id={id} title={label} place={WAYS[id].place} code={code}>
              {WAYS[id].text}
            </Example>
          ))}
        </Section>
        <Section id="pipelines" title="In a pipeline">
          {recipes.map(({ id, title, file, text, code }) => (
            <Example key={id} id={id} title={title} place={file} code={code}>
              {text}
            </Example>
          ))}
          <ExitCodes />
        </Section>
        <Section id="habits" title="Good habits">
          <ul className="list-disc space-y-2 pl-5">
            <li>
              <strong className="font-medium">One key for each integration.</strong> Then the list says what
              still uses which, and deleting one stops one.
            </li>
            <li>
              <strong className="font-medium">A name that says where it is.</strong> “GitHub Actions,
              shop-data” can be found by whoever has to replace it; “test 2” cannot.
            </li>
            <li>
              <strong className="font-medium">An end.</strong> Give it an expiry and rotate it before: the new
              key works at once, the old one goes on until its overlap is over.
            </li>
            <li>
              <strong className="font-medium">The environment, never the command.</strong> What stands in a
              command is in the shell’s history and in the list of processes.
            </li>
            <li>
              <strong className="font-medium">Delete what nobody uses.</strong> The list points out keys that
              were never used or not for 90 days.
            </li>
          </ul>
        </Section>
      </div>
    </>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mb-10 space-y-6 border-t pt-8">
      <h2 id={id} className="text-lg font-semibold tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}

type ExampleProps = { id: string; title: string; place: string; code: string; children: string };

function Example({ id, title, place, code, children }: ExampleProps) {
  return (
    <div id={id} className="scroll-mt-6">
      <h3 className="font-medium">{title}</h3>
      <p className="mt-1 mb-3 max-w-prose text-muted">{children}</p>
      <CodeBlock label={place} code={code} />
    </div>
  );
}
