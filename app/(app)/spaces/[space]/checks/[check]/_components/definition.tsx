import { CodeBlock } from '@/components/code-block';
import { Fact, Facts } from '@/components/execution-facts';
import type { CheckView } from '@/lib/checks/schema';
import { SEVERITY_WORDS, TYPE_WORDS } from '../../_lib/check-types';
import { expectationTexts, measureText } from '../../_lib/definition-words';
import { nextRunTexts, scheduleText } from '../../_lib/schedule-words';

/** What is measured and what it must be, in words, and the statement that does it. */
export function DefinitionSection({ check, sql }: { check: CheckView; sql: string | null }) {
  const { definition, schedule } = check;
  const [next] = schedule && !check.isArchived ? nextRunTexts(schedule, new Date(), 1) : [];
  return (
    <>
      <Facts>
        <Fact name="Type">{TYPE_WORDS[definition.checkType].name}</Fact>
        <Fact name="Measures">{measureText(definition)}</Fact>
        <Fact name="Expects">
          {expectationTexts(definition).map((text) => (
            <span key={text} className="block">
              {text}
            </span>
          ))}
        </Fact>
        <Fact name="Severity">{SEVERITY_WORDS[check.severity]}</Fact>
        <Fact name="Schedule">
          {schedule ? scheduleText(schedule) : 'None: it runs when somebody triggers it.'}
          {next && <span className="block text-sm text-muted">Next on {next}</span>}
        </Fact>
      </Facts>
      {sql && (
        <div className="mt-3">
          <CodeBlock label="What is run" code={sql} />
        </div>
      )}
    </>
  );
}
