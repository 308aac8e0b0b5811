import { CodeBlock } from '@/components/code-block';

type Props = { space: string; slug: string };

/** How values get into a check of the type `custom`. */
export function PushSnippet({ space, slug }: Props) {
  const code = [
    `curl -X POST "$QARION_BASE_URL/s/${space}/quality/${slug || 'my-check'}/push" \\`,
    '  -H "Authorization: Bearer $QARION_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"value": 42}'`,
  ].join('\n');
  return (
    <div>
      <p className="mb-3 max-w-prose text-muted">
        Measure wherever you like, then push the value. The key must belong to somebody who is an editor here;
        the thresholds decide, unless you send a <code className="font-mono text-sm">status</code> of your
        own.
      </p>
      <CodeBlock label="Push a value" code={code} />
    </div>
  );
}
