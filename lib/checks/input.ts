import type { z } from 'zod';
import { scheduleFaults } from './schedule';
import { createCheckSchema, type Schedule, updateCheckSchema } from './schema';

/**
 * The schemas of `schema.ts` with the rules that need a cron parser, which is
 * kept out of what browsers load.
 */

export const createInputSchema = createCheckSchema.superRefine(refineSchedule);
export const updateInputSchema = updateCheckSchema.superRefine(refineSchedule);

function refineSchedule({ schedule }: { schedule: Schedule | null }, context: z.core.$RefinementCtx): void {
  if (!schedule) return;
  for (const { field, message } of scheduleFaults(schedule)) {
    context.addIssue({ code: 'custom', path: ['schedule', field], message });
  }
}
