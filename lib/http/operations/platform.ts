import { z } from 'zod';
import { operation } from '../operation';

const tag = 'Platform';

const healthSchema = z
  .object({
    status: z.literal('ok'),
    checks: z
      .record(z.string(), z.literal('ok'))
      .meta({ description: 'What was looked at: `database`, `migrations`.' }),
  })
  .meta({ id: 'Health' });

export const getHealthOperation = operation({
  id: 'getHealth',
  method: 'GET',
  path: '/health',
  tag,
  summary: 'Whether requests can be served',
  description: 'The same as `/health/ready`.',
  success: { status: 200, description: 'Ready.', output: healthSchema },
  errors: ['database_unavailable', 'not_ready'],
  isPublic: true,
});

export const getReadinessOperation = operation({
  ...getHealthOperation,
  id: 'getReadiness',
  summary: 'Whether the database and its migrations are ready',
  path: '/health/ready',
  description: 'The database answers, and every migration is applied.',
  isPublic: true,
});

export const getLivenessOperation = operation({
  id: 'getLiveness',
  method: 'GET',
  path: '/health/live',
  tag,
  summary: 'Whether the process runs',
  success: { status: 200, description: 'Running.', output: healthSchema },
  isPublic: true,
});

export const getMetricsOperation = operation({
  id: 'getMetrics',
  method: 'GET',
  path: '/metrics',
  tag,
  summary: 'What the server counts, for Prometheus',
  description:
    'Where `QARION_METRICS_TOKEN` is set, the Authorization header must bring it: `Bearer <token>`. The text is at most a second old.',
  success: {
    status: 200,
    description: 'The metrics, in Prometheus’ text format 0.0.4.',
    output: z.string(),
    type: 'text/plain',
  },
  errors: ['missing_credentials', 'invalid_token', 'busy'],
  isPublic: true,
});

export const getOpenApiOperation = operation({
  id: 'getOpenApi',
  method: 'GET',
  path: '/openapi.json',
  tag,
  summary: 'This description, as OpenAPI 3.1',
  success: {
    status: 200,
    description: 'The OpenAPI document.',
    output: z.looseObject({ openapi: z.string() }),
  },
  isPublic: true,
});
