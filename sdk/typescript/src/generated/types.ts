// Written by `npm run sdk` from the OpenAPI document. Do not edit.

export type ApiKey = {
  /** Identifies the key; not secret. */
  id: string;
  name: string;
  /** The first 19 characters of the secret, to tell keys apart. */
  keyPrefix: string;
  /** False once the key has expired. Revoked keys are not listed. */
  isActive: boolean;
  createdAt: string;
  /** Exact for the first use, then to within a minute; null when never used. */
  lastUsedAt: string | null;
  /** Null when the key never expires. */
  expiresAt: string | null;
  /** How much it may ask for; X-RateLimit-Limit says it in numbers. */
  tier: 'standard' | 'premium' | 'internal';
};

export type Check = {
  id: string;
  /** The space’s short name. */
  space: string;
  /** Its short name, unique in the space. */
  slug: string;
  name: string;
  description: string;
  checkType:
    | 'sql_metric'
    | 'sql_condition'
    | 'row_count'
    | 'freshness'
    | 'null_check'
    | 'uniqueness'
    | 'range_check'
    | 'pattern_check'
    | 'custom';
  /** Null for the type custom. */
  source: string | null;
  /** Null for types that make their own. */
  query: string | null;
  configuration: Record<string, unknown>;
  /** Both null where the type’s own rule holds. */
  thresholds: {
    /** What the value should be. */
    warning: Threshold | null;
    /** What the value must be. */
    critical: Threshold | null;
  };
  severity: 'low' | 'medium' | 'high' | 'critical';
  /** Null when it only runs on request. */
  schedule: { cron: string; timezone: string } | null;
  /** Raised by every change. */
  version: number;
  isArchived: boolean;
  /** The newest finished execution; null when there is none. */
  lastExecution: {
    id: string;
    status: 'PASS' | 'WARNING' | 'FAIL' | 'ERROR';
    value: number | null;
    /** A sentence: what was found, or what went wrong and what to do. */
    message: string;
    createdAt: string;
    finishedAt: string;
  } | null;
  createdAt: string;
  updatedAt: string;
};

export type CheckPage = {
  items: Check[];
  /** How many there are on all pages. */
  total: number;
  page: number;
  size: number;
};

export type CreateApiKey = {
  name: string;
  /** Whole days until it expires; left out or null, it never does. */
  expiresInDays?: number | null | undefined;
};

export type CreateCheck = {
  /**
   * What is measured. `sql_metric`: the one number the query returns. `sql_condition`: how many rows it
   * returns. `row_count`: rows of a table. `freshness`: the age in hours of the newest value of a
   * column. `null_check`, `range_check`, `pattern_check`: rows whose column is NULL, out of range, or
   * not matched by a regular expression. `uniqueness`: rows that repeat the columns of another.
   * `custom`: values that are pushed.
   */
  checkType: Check['checkType'];
  /** The name of one of the space’s sources; none for the type custom. */
  source?: string | null | undefined;
  /** For sql_metric and sql_condition only: one SELECT in the source’s own dialect. */
  query?: string | null | undefined;
  /** What the type needs besides. */
  configuration?:
    | {
        /** A table, or schema.table; for all types without a query. */
        table?: string | undefined;
        /** For all types that look at one column. */
        column?: string | undefined;
        /** For uniqueness: what must not repeat together. */
        columns?: string[] | undefined;
        /** For range_check: the lowest value allowed. */
        min?: number | null | undefined;
        /** For range_check: the highest value allowed. */
        max?: number | null | undefined;
        /** For pattern_check: a regular expression. */
        pattern?: string | undefined;
        /** For sql_condition: how many rows it must return; 0 when not said. */
        expect?: number | undefined;
      }
    | undefined;
  /**
   * What must hold, not what is wrong: {"operator": "lte", "value": 5} is met by 5 and less. Operators:
   * gt, gte, lt, lte, eq, between; between takes [low, high], both included. sql_metric and freshness
   * need one; the other types that run have a rule of their own: no such row, or at least one row for
   * row_count.
   */
  thresholds?:
    | {
        /** What the value should be; if it is not, the result is WARNING. */
        warning?: Threshold | null | undefined;
        /** What the value must be; if it is not, the result is FAIL. */
        critical?: Threshold | null | undefined;
      }
    | undefined;
  name: string;
  /** At most 2000 characters. */
  description?: string | undefined;
  /** How bad it is when it fails; changes no result. */
  severity?: 'low' | 'medium' | 'high' | 'critical' | undefined;
  /** When it runs by itself: five cron fields, and the IANA time zone they are meant in. */
  schedule?: { cron: string; timezone?: string | undefined } | null | undefined;
  /** The space’s short name. */
  space: string;
  /** Unique in the space, for good. */
  slug: string;
};

export type CreatedApiKey = ApiKey & {
  /** The secret. It is in this one answer and can never be read again. */
  fullKey: string;
};

export type Execution = {
  id: string;
  checkId: string;
  checkSlug: string;
  /** The space’s short name. */
  space: string;
  /** QUEUED and RUNNING change; the others are results and do not. ERROR: nothing was measured. */
  status: 'QUEUED' | 'RUNNING' | 'PASS' | 'WARNING' | 'FAIL' | 'ERROR';
  /** What was measured. */
  value: number | null;
  /** The result in a sentence. */
  message: string;
  executedSql: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** From the start to the result. */
  durationMs: number | null;
  /** Left out of what is shown as the check’s state. */
  isIgnored: boolean;
  triggeredBy: {
    /** Null for schedules. */
    userId: string | null;
    via: 'session' | 'api_key' | 'schedule' | 'push';
    apiKeyId: string | null;
  };
};

export type ExecutionPage = { items: Execution[]; total: number; page: number; size: number };

export type Me = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  isSuperadmin: boolean;
  createdAt: string;
  lastLogin: string | null;
  spaces: {
    id: string;
    name: string;
    slug: string;
    role: 'viewer' | 'editor' | 'admin';
  }[];
  /** The key this request came with. */
  apiKey: ApiKey;
};

export type Push = {
  value: number;
  status?: 'PASS' | 'WARNING' | 'FAIL' | undefined;
  message?: string | undefined;
};

export type RenameApiKey = { name: string };

export type RotateApiKey = {
  /** How many hours the old key goes on working; 0 ends it at once. Never past its own end. */
  overlapHours?: number | undefined;
  /**
   * Whole days until the new key expires; null, it never does. Left out, it lasts as long as the old one
   * was given.
   */
  expiresInDays?: number | null | undefined;
};

export type RotatedApiKey = CreatedApiKey & {
  /** The old key, with its new name and its end. */
  replaces: ApiKey;
};

export type Space = {
  id: string;
  slug: string;
  name: string;
  /** Yours in this space; a superadmin’s is always admin. */
  role: 'viewer' | 'editor' | 'admin';
  memberCount: number;
  createdAt: string;
};

/** What a value must be; `between` includes both ends. */
export type Threshold =
  | { operator: 'gt' | 'gte' | 'lt' | 'lte' | 'eq'; value: number }
  | { operator: 'between'; value: [number, number] };

export type UpdateCheck = {
  /**
   * What is measured. `sql_metric`: the one number the query returns. `sql_condition`: how many rows it
   * returns. `row_count`: rows of a table. `freshness`: the age in hours of the newest value of a
   * column. `null_check`, `range_check`, `pattern_check`: rows whose column is NULL, out of range, or
   * not matched by a regular expression. `uniqueness`: rows that repeat the columns of another.
   * `custom`: values that are pushed.
   */
  checkType?: Check['checkType'] | undefined;
  /** The name of one of the space’s sources; none for the type custom. */
  source?: string | null | undefined;
  /** For sql_metric and sql_condition only: one SELECT in the source’s own dialect. */
  query?: string | null | undefined;
  /** What the type needs besides. */
  configuration?: CreateCheck['configuration'] | undefined;
  /**
   * What must hold, not what is wrong: {"operator": "lte", "value": 5} is met by 5 and less. Operators:
   * gt, gte, lt, lte, eq, between; between takes [low, high], both included. sql_metric and freshness
   * need one; the other types that run have a rule of their own: no such row, or at least one row for
   * row_count.
   */
  thresholds?: CreateCheck['thresholds'] | undefined;
  name?: string | undefined;
  /** At most 2000 characters. */
  description?: string | undefined;
  /** How bad it is when it fails; changes no result. */
  severity?: 'low' | 'medium' | 'high' | 'critical' | undefined;
  /** When it runs by itself: five cron fields, and the IANA time zone they are meant in. */
  schedule?: CreateCheck['schedule'] | undefined;
  /**
   * The version that was looked at. If it is no longer the current one, nothing is changed and the
   * answer is 409.
   */
  version?: number | undefined;
};

/** The fields whose contents are data, so that no name in them is changed. */
export const VERBATIM_FIELDS: readonly string[] = ['configuration'];
