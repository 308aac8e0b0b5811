import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { evaluateValue } from '@/lib/checks/evaluate';
import { measure } from '@/lib/checks/measure';
import { createCheckSchema, type Outcome } from '@/lib/checks/schema';
import { insertCheckIn } from '@/lib/checks/store';
import { db } from '@/lib/db';
import type { Prisma } from '@/lib/generated/prisma/client';
import { hashPassword } from '@/lib/users/password';
import { FIRST_USER_LOCK } from '@/lib/users/store';
import { DEMO_ACCOUNTS } from './demo/accounts';
import type { DemoCheck } from './demo/checks';
import { pastExecutions } from './demo/history';
import { seededRandom } from './demo/random';
import { DEMO_SPACES, type DemoSpace } from './demo/spaces';

/** Name of the source in each space of the demo; its folder is named like the space. */
const SOURCE = 'files';
const TIMEOUT_MS = 20_000;

/**
 * Fills an empty database with the demo: accounts, all with one password, and
 * spaces with files, checks and two weeks of executions. All of it or nothing.
 *
 * @param filesFolder Where the files of the demo's sources are put.
 * @returns false, having changed nothing, when there is any user already
 */
export async function seedDemo(password: string, filesFolder: string): Promise<boolean> {
  const now = new Date();
  const passwordHash = await hashPassword(password);
  for (const { slug, dataSet } of DEMO_SPACES) writeFiles(path.join(filesFolder, slug), dataSet(now));
  const measured = await Promise.all(DEMO_SPACES.map(measureChecks));
  return await db().$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_USER_LOCK})`;
      if (await tx.user.findFirst({ select: { id: true } })) return false;
      for (const [index, space] of DEMO_SPACES.entries()) {
        await insertSpace(tx, space, measured[index] ?? [], { now, passwordHash });
      }
      return true;
    },
    { timeout: 60_000 },
  );
}

/** Files that are there already stay as they are: somebody may have changed them. */
function writeFiles(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    if (!existsSync(file)) writeFileSync(file, text);
  }
}

type Measured = { demo: DemoCheck; today: Outcome; startedAt: Date; finishedAt: Date };

/** Today's result of each check, really measured on the files. */
async function measureChecks({ slug, checks }: DemoSpace): Promise<Measured[]> {
  const all: Measured[] = [];
  for (const demo of checks) {
    const { definition } = createCheckSchema.parse(demo.check);
    const startedAt = new Date();
    const today =
      definition.checkType === 'custom'
        ? { ...evaluateValue(definition, demo.past.to), executedSql: null }
        : await measure(definition, { kind: 'files', location: slug }, { timeoutMs: TIMEOUT_MS });
    all.push({ demo, today, startedAt, finishedAt: new Date() });
  }
  return all;
}

type Context = { now: Date; passwordHash: string };

async function insertSpace(
  tx: Prisma.TransactionClient,
  { slug, name }: DemoSpace,
  measured: Measured[],
  context: Context,
): Promise<void> {
  const { id: spaceId } = await tx.space.upsert({
    where: { slug },
    create: { slug, name },
    update: {},
    select: { id: true },
  });
  const people: string[] = [];
  for (const { space, role, ...person } of DEMO_ACCOUNTS.filter((account) => account.space === slug)) {
    const data = { ...person, passwordHash: context.passwordHash };
    const { id: userId } = await tx.user.create({ data, select: { id: true } });
    await tx.member.create({ data: { spaceId, userId, role } });
    people.push(userId);
  }
  await tx.source.create({ data: { spaceId, name: SOURCE, kind: 'files', location: slug } });
  // Whoever may edit made the checks.
  const authorId = people[1] ?? people[0] ?? null;
  for (const check of measured) await insertDemoCheck(tx, spaceId, authorId, check, context.now);
}

async function insertDemoCheck(
  tx: Prisma.TransactionClient,
  spaceId: string,
  authorId: string | null,
  { demo, today, startedAt, finishedAt }: Measured,
  now: Date,
): Promise<void> {
  const { slug, ...editable } = createCheckSchema.parse(demo.check);
  const snapshot = { ...editable, isArchived: false };
  const check = await insertCheckIn(tx, spaceId, slug, snapshot, { userId: authorId, apiKeyId: null });
  if (check === 'no_such_source') throw new Error(`the demo has no source for ${slug}`);
  const isPushed = editable.definition.checkType === 'custom';
  const past = pastExecutions(demo, editable.definition, today, now, seededRandom(slug.length));
  await tx.execution.createMany({
    data: past.map(({ at, durationMs, isByHand, ...outcome }) => ({
      ...outcome,
      ...triggeredBy(isPushed, isByHand, authorId),
      checkId: check.id,
      spaceId,
      attempt: 1,
      createdAt: at,
      startedAt: at,
      finishedAt: new Date(at.getTime() + durationMs),
    })),
  });
  const { id: lastExecutionId } = await tx.execution.create({
    data: {
      ...today,
      ...triggeredBy(isPushed, false, authorId),
      checkId: check.id,
      spaceId,
      attempt: 1,
      createdAt: startedAt,
      startedAt,
      finishedAt,
    },
    select: { id: true },
  });
  await tx.check.update({
    where: { id: check.id, spaceId },
    data: { lastExecutionId },
    select: { id: true },
  });
}

function triggeredBy(isPushed: boolean, isByHand: boolean, authorId: string | null) {
  if (isPushed) return { via: 'push', userId: authorId } as const;
  return isByHand
    ? ({ via: 'session', userId: authorId } as const)
    : ({ via: 'schedule', userId: null } as const);
}
