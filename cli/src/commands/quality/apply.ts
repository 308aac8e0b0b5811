import { readFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { type Check, type Qarion, ValidationError } from '@qarion/sdk';
import type { ReadFile } from '../../lib/check-file/check-file';
import type { Plan } from '../../lib/check-file/plan';
import type { Fault } from '../../lib/check-file/reading';
import { helpText, type Starts } from '../../lib/command';
import { confirm } from '../../lib/confirm';
import type { ClientContext } from '../../lib/context';
import { EXIT, type ExitCode } from '../../lib/exit-codes';
import { UsageFailure } from '../../lib/failure';
import type { Io } from '../../lib/io';
import { plainJson } from '../../lib/plain-text';
import { printData } from '../../lib/show';

export const qualityApplyCommand = ({ withClient }: Starts) =>
  new Command('apply')
    .description('Make the checks of a space what a file says')
    .argument('[file]', 'the file', 'qarion-dq.yaml')
    .option('--dry-run', 'show the plan and change nothing')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      helpText({
        output: `The plan: checks to create, to change (field: before -> after), unchanged, and those that are
          only on the server, which are never touched. As JSON: create, change, unchanged, only_on_server.
          Faults in the file are said on stderr as file:line:column, and then nothing is changed.
          A field that the file leaves out gets its default. Applying a file twice changes nothing.`,
        examples: [
          ['qarion quality apply --dry-run', 'what qarion-dq.yaml would change'],
          ['qarion quality apply checks/orders.yaml --yes', 'apply another file, in a pipeline'],
        ],
      }),
    )
    .action((file, { dryRun, yes }) =>
      withClient(applyFile, { file, isDryRun: dryRun === true, isSure: yes === true }),
    );

export type ApplyOptions = { file: string; isDryRun: boolean; isSure: boolean };

export async function applyFile(options: ApplyOptions, context: ClientContext): Promise<ExitCode> {
  const { file, isDryRun, isSure } = options;
  const { io, client } = context;
  // Loaded here: no other command reads YAML, and it would be half of the start.
  const { parseCheckFile } = await import('../../lib/check-file/check-file');
  const { planFor } = await import('../../lib/check-file/plan');
  const { wantedOf } = await import('../../lib/check-file/wanted');
  const read = parseCheckFile(await contentOf(file));
  if ('faults' in read) return sayFaults(io, file, read.faults);
  const { space, defaults, checks } = read.content;
  const [active, archived] = await Promise.all([
    allChecks(client, space, false),
    allChecks(client, space, true),
  ]);
  const plan = planFor(
    checks.map((check) => wantedOf(check, defaults)),
    active,
    archived,
  );
  if (plan.archived.length > 0) return sayFaults(io, file, archivedFaults(read, plan.archived));
  await showPlan(io, space, plan);
  if (isDryRun || plan.create.length + plan.change.length === 0) return EXIT.done;
  await confirm(io, 'Apply it?', isSure);
  return await carryOut(plan, { file, read, io, client });
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageFailure(`${file} cannot be read: ${(error as Error).message}`);
  }
}

async function allChecks(client: Qarion, space: string, archived: boolean): Promise<Check[]> {
  const checks: Check[] = [];
  for await (const check of client.quality.list(space, { archived, size: 100 })) checks.push(check);
  return checks;
}

function sayFaults(io: Io, file: string, faults: readonly Fault[]): ExitCode {
  for (const { line, column, message } of faults) io.say(`${file}:${line}:${column}: ${message}`);
  return EXIT.usage;
}

function archivedFaults({ faultsIn }: ReadFile, slugs: readonly string[]): Fault[] {
  const msg = 'This check is archived. Restore it on its page, or choose another short name.';
  return slugs.flatMap((slug) => faultsIn(slug, [{ loc: ['slug'], msg }]));
}

async function showPlan(io: Io, space: string, plan: Plan): Promise<void> {
  const { planAsJson, planAsText } = await import('../../lib/check-file/describe-plan');
  await printData(io, io.isJson ? `${plainJson(planAsJson(space, plan))}\n` : planAsText(space, plan, io));
}

type Work = { file: string; read: ReadFile; io: Io; client: Qarion };

/** One after the other. What was done stays done when one is refused; applying again goes on from there. */
async function carryOut(plan: Plan, { file, read, io, client }: Work): Promise<ExitCode> {
  const { toCreate, toUpdate } = await import('../../lib/check-file/plan');
  const { space } = read.content;
  const steps = [
    ...plan.create.map((wanted) => ({
      slug: wanted.slug,
      done: 'Created',
      take: () => client.quality.create(space, toCreate(wanted)),
    })),
    ...plan.change.map((change) => ({
      slug: change.current.slug,
      done: 'Changed',
      take: () => client.quality.update(space, change.current.slug, toUpdate(change)),
    })),
  ];
  for (const [at, { slug, done, take }] of steps.entries()) {
    try {
      await io.whileWaiting(slug, take);
    } catch (error) {
      const left = steps.length - at;
      io.say(`${slug} was refused. ${at} of ${steps.length} changes were made, ${left} were not.`);
      if (error instanceof ValidationError && error.errors.length > 0) {
        return sayFaults(io, file, read.faultsIn(slug, error.errors));
      }
      throw error;
    }
    io.say(`${done} ${slug}.`);
  }
  return EXIT.done;
}
