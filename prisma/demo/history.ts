import type { Definition } from '@/lib/checks/definition';
import { evaluateValue } from '@/lib/checks/evaluate';
import type { Outcome } from '@/lib/checks/schema';
import type { DemoCheck } from './checks';
import type { Random } from './random';

/** One execution as it would have been. */
export type PastExecution = Outcome & { at: Date; durationMs: number; isByHand: boolean };

const DAY_MS = 86_400_000;
const DAYS = 14;
/** A check that cannot be measured today has been so for this many days. */
const BROKEN_DAYS = 3;

/**
 * Two weeks of executions before today's, which was really measured. Their
 * values run from one end to the other of where they stood, with some noise;
 * most were scheduled, a few were run by hand.
 */
export function pastExecutions(
  { past: { from, to } }: DemoCheck,
  definition: Definition,
  today: Outcome,
  now: Date,
  random: Random,
): PastExecution[] {
  const isWhole = Number.isInteger(from) && Number.isInteger(to) && Number.isInteger(today.value ?? 0);
  const valueOn = (day: number) => {
    const way = (DAYS - day) / DAYS;
    const noise = ((random.between(-100, 100) / 100) * (to - from)) / 6;
    const value = Math.min(to, Math.max(from, from + (to - from) * way + noise));
    return isWhole ? Math.round(value) : Math.round(value * 100) / 100;
  };
  return Array.from({ length: DAYS }, (_, index) => {
    const day = DAYS - index;
    const isBroken = today.status === 'ERROR' && day <= BROKEN_DAYS;
    const outcome = isBroken
      ? today
      : { ...evaluateValue(definition, valueOn(day)), executedSql: today.executedSql };
    return {
      ...outcome,
      at: new Date(now.getTime() - day * DAY_MS + random.between(0, 60_000)),
      durationMs: random.between(40, 900),
      isByHand: day % 5 === 3,
    };
  });
}
