import { z } from 'zod';
import { isOneLine, isVisible } from '../plain-text';
import { type Definition, definitionSchema } from './definition';

/** How bad it is when the check fails. Only people read it; it changes no result. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

const slugSchema = z
  .string({ error: 'Enter a short name.' })
  .trim()
  .min(1, 'Enter a short name.')
  .max(80, 'Use at most 80 characters.')
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'Use lower-case letters, digits and single hyphens between them, like my-check.',
  );

const nameSchema = z
  .string({ error: 'Enter a name.' })
  .trim()
  .normalize('NFC')
  .min(1, 'Enter a name.')
  .max(100, 'Use at most 100 characters.')
  .refine(isOneLine, 'Use no line breaks or control characters.')
  .refine(isVisible, 'Use no invisible characters.');

const descriptionSchema = z
  .string()
  .trim()
  .max(2000, 'Use at most 2000 characters.')
  // PostgreSQL stores neither NUL nor halves of characters.
  .refine((text) => !/[\0\p{Cs}]/u.test(text), 'Use no control characters.');

/** When a check runs by itself: five cron fields and the time zone they are meant in. */
export const scheduleSchema = z.strictObject({
  cron: z.string({ error: 'Enter a cron expression.' }).trim().max(100),
  timezone: z.string().trim().max(64).default('UTC'),
});
export type Schedule = z.output<typeof scheduleSchema>;

/** Everything about a check that people may change. The definition's own rules are in `definition.ts`. */
const editable = {
  name: nameSchema,
  description: descriptionSchema.default(''),
  severity: z.enum(SEVERITIES, { error: `Choose a severity: ${SEVERITIES.join(', ')}.` }).default('medium'),
  schedule: scheduleSchema.nullable().default(null),
  definition: definitionSchema,
};

export const createCheckSchema = z.strictObject({ slug: slugSchema, ...editable });
export type CreateCheckInput = z.input<typeof createCheckSchema>;

/** The whole of a check as it shall be, and the version that was looked at. */
export const updateCheckSchema = z.strictObject({
  ...editable,
  /** When given and no longer the current one, the change is refused: somebody else was faster. */
  version: z.int().min(1).optional(),
});
export type UpdateCheckInput = z.input<typeof updateCheckSchema>;

/** What a measurement can come to. ERROR: nothing was measured. */
export const RESULT_STATUSES = ['PASS', 'WARNING', 'FAIL', 'ERROR'] as const;
export type ResultStatus = (typeof RESULT_STATUSES)[number];

/** Which checks of a space to list. */
export type CheckFilter = {
  /** A part of the name or the short name. */
  search?: string | undefined;
  /** By the result of the newest finished execution; `none` for those that have none. */
  status?: ResultStatus | 'none' | undefined;
  /** Archived ones instead of the others. */
  isArchived?: boolean | undefined;
  page: number;
  size: number;
};

/** The newest finished execution of a check, as lists show it. */
export type LastExecution = {
  id: string;
  status: ResultStatus;
  value: number | null;
  message: string;
  createdAt: Date;
  finishedAt: Date;
};

export type CheckView = {
  id: string;
  /** The space's slug. */
  space: string;
  slug: string;
  name: string;
  description: string;
  severity: Severity;
  schedule: Schedule | null;
  definition: Definition;
  version: number;
  isArchived: boolean;
  lastExecution: LastExecution | null;
  createdAt: Date;
  updatedAt: Date;
};

export type CheckPage = { items: CheckView[]; total: number; page: number; size: number };

/** One part of a check that was changed, as text to read. */
export type FieldChange = {
  /** As the API calls it: `thresholds.critical`. */
  field: string;
  /** As people call it: `Critical threshold`. */
  label: string;
  before: string;
  after: string;
};

/** One change in a check's history, newest first in lists. */
export type CheckVersionView = {
  version: number;
  changedAt: Date;
  /** Null for what the platform itself did, like the demo. */
  changedBy: { name: string; email: string } | null;
  apiKey: { name: string; keyPrefix: string } | null;
  /** What is other than in the version before; of the first version, nothing. */
  changes: FieldChange[];
};

/** What a measurement came to. */
export type Outcome = {
  status: ResultStatus;
  value: number | null;
  /** A sentence: what was found, or what went wrong and what to do. */
  message: string;
  executedSql: string | null;
};

export const previewSchema = definitionSchema;
export type PreviewInput = z.input<typeof previewSchema>;
