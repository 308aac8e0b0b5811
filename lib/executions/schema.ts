import { z } from 'zod';
import { RESULT_STATUSES } from '../checks/schema';

/** Waiting, running, and the results, which never change again. */
export const EXECUTION_STATUSES = ['QUEUED', 'RUNNING', ...RESULT_STATUSES] as const;
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number];

export const EXECUTION_VIAS = ['session', 'api_key', 'schedule', 'push'] as const;
export type ExecutionVia = (typeof EXECUTION_VIAS)[number];

export type ExecutionView = {
  id: string;
  checkId: string;
  checkSlug: string;
  checkName: string;
  /** The space's slug. */
  space: string;
  status: ExecutionStatus;
  value: number | null;
  message: string;
  executedSql: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  isIgnored: boolean;
  triggeredBy: {
    via: ExecutionVia;
    /** Null for schedules. */
    user: { id: string; name: string; email: string } | null;
    apiKey: { id: string; name: string; keyPrefix: string } | null;
  };
};

/** A value measured elsewhere. Without `status`, the check's thresholds decide. */
export const pushSchema = z.strictObject({
  value: z.number({ error: 'Enter a number.' }),
  status: z.enum(['PASS', 'WARNING', 'FAIL'], { error: 'Choose PASS, WARNING or FAIL.' }).optional(),
  message: z
    .string({ error: 'Enter a text.' })
    .trim()
    .max(1000, 'Use at most 1000 characters.')
    // PostgreSQL stores neither NUL nor halves of characters.
    .refine((text) => !/[\0\p{Cs}]/u.test(text), 'Use no control characters.')
    .optional(),
});
export type PushInput = z.input<typeof pushSchema>;

export const ignoreSchema = z.strictObject({
  isIgnored: z.boolean({ error: 'Say true or false.' }),
});
export type IgnoreInput = z.input<typeof ignoreSchema>;

export type ExecutionFilter = {
  status?: ExecutionStatus | undefined;
  page: number;
  size: number;
};

export type ExecutionPage = { items: ExecutionView[]; total: number; page: number; size: number };
