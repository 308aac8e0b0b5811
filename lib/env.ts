import { z } from 'zod';

/** Secrets that come with examples and tutorials; using one is the same as having none. */
const KNOWN_SECRETS = /^(secret|change-?me|development|password|your-?secret.*|qarion)$|example/i;
const SECRET_MIN_LENGTH = 32;

const DATABASE_URL_MISSING = 'is missing: start with `npm run up`, or set it to a PostgreSQL URL';

/** What a key of one tier may ask for: `60/minute 1000/hour`. */
const TIER_LIMITS = /^([1-9]\d{0,8})\/minute +([1-9]\d{0,8})\/hour$/;

function tierLimits(preset: string) {
  return z
    .string()
    .trim()
    .regex(TIER_LIMITS, 'must be like `60/minute 1000/hour`')
    .default(preset)
    .transform((text) => {
      const [, minute, hour] = TIER_LIMITS.exec(text) ?? [];
      return { minute: Number(minute), hour: Number(hour) };
    });
}

/** What the client of Redis would refuse only when it is first needed. */
function isRedisUrl(url: string): boolean {
  try {
    const { pathname, username, password } = new URL(url);
    decodeURIComponent(username + password);
    return /^\/?\d*$/.test(pathname);
  } catch {
    return false;
  }
}

const envSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    DATABASE_URL: z.string({ error: DATABASE_URL_MISSING }),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(10),
    NEXTAUTH_SECRET: z.string().default(''),
    NEXTAUTH_URL: z.url().default('http://localhost:3000'),
    /** The folder whose subfolders `files` sources may name. */
    QARION_FILES_DIR: z.string().default('.data/files'),
    /** Whether this process also runs executions; `npm run worker` does nothing else. */
    QARION_WORKER: z.enum(['on', 'off']).default('on'),
    /** How many executions a process runs at a time. */
    QARION_EXECUTION_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
    /** What a query may take before it is ended. */
    QARION_EXECUTION_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
    QARION_MAX_KEYS_PER_USER: z.coerce.number().int().min(1).default(50),
    /** `off` lets every key ask as much as it likes, and addresses fail as often. */
    QARION_RATE_LIMIT: z.enum(['on', 'off']).default('on'),
    /** Where requests are counted, unless REDIS_URL is set; left out, in `memory` for one process, `postgres` for several. */
    QARION_RATE_LIMIT_STORE: z.enum(['memory', 'postgres']).optional(),
    /** How many app processes there are behind one port on this machine. `npm run up` reads it, and knows "auto" too. */
    QARION_PROCESSES: z.coerce.number().int().min(1).catch(1),
    REDIS_URL: z
      .url({ protocol: /^rediss?$/, error: 'must begin with redis:// or rediss://' })
      .refine(isRedisUrl, 'must end in the number of a database or in nothing, and % in a password is %25')
      .optional(),
    QARION_RATE_LIMIT_STANDARD: tierLimits('60/minute 1000/hour'),
    QARION_RATE_LIMIT_PREMIUM: tierLimits('300/minute 10000/hour'),
    QARION_RATE_LIMIT_INTERNAL: tierLimits('1000/minute 50000/hour'),
    /** How often one network may come without a valid key, a minute; also read where nothing is parsed. */
    QARION_FAILED_ATTEMPTS_PER_MINUTE: z.coerce.number().int().min(1).default(100),
    /** What a scrape of the metrics must bring, when set. */
    QARION_METRICS_TOKEN: z.string().min(16, 'is too short: use at least 16 characters').optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    /** Where traces are sent; without it there are none. The other OTEL_ variables are read by OpenTelemetry itself. */
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
    OIDC_ISSUER: z.url().optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    /** What the button says: "Continue with <name>". */
    OIDC_NAME: z.string().default('single sign-on'),
  })
  .refine((env) => !env.OIDC_ISSUER || env.OIDC_CLIENT_ID, {
    path: ['OIDC_CLIENT_ID'],
    error: 'is missing, although OIDC_ISSUER is set',
  })
  .superRefine((env, context) => {
    if (env.NODE_ENV !== 'production') return;
    const problem = secretProblem(env.NEXTAUTH_SECRET);
    if (problem) context.addIssue({ code: 'custom', path: ['NEXTAUTH_SECRET'], message: problem });
  });

export type Env = z.output<typeof envSchema>;

/** Why a session secret must not be used, or null when it is good. */
function secretProblem(secret: string): string | null {
  if (secret === '') return 'is missing: `npm run up` makes one, or set 32 random characters';
  if (KNOWN_SECRETS.test(secret)) return 'is a well-known default: set 32 random characters';
  if (secret.length < SECRET_MIN_LENGTH) return `is too short: use at least ${SECRET_MIN_LENGTH} characters`;
  if (new Set(secret).size < 8) return 'repeats itself: set 32 random characters';
  return null;
}

/** Parses the environment, or throws one sentence that names each variable and its fault. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // A variable set to nothing, as in `NAME=` in a compose file, is one that is not set.
  const set = Object.entries(source).filter(([, value]) => value !== '');
  const parsed = envSchema.safeParse(Object.fromEntries(set));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new Error(`The environment is not usable: ${faults.join('; ')}.`);
}

let cached: Env | undefined;

/** The process's environment, parsed once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
