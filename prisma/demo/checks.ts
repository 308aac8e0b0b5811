import type { CreateCheckInput } from '@/lib/checks/schema';

/** A check of the demo, with where its value stood in the two weeks before. */
export type DemoCheck = { check: CreateCheckInput; past: { from: number; to: number } };

const EVERY_MORNING = { cron: '0 6 * * *', timezone: 'Europe/Paris' };

/** Between them they show every result there is, and most types of checks. */
export const SHOP_CHECKS: DemoCheck[] = [
  {
    check: {
      slug: 'my-check',
      name: 'Orders that were paid',
      description:
        'The share of all orders that were paid, in percent. It dips when a payment provider is down.',
      severity: 'high',
      schedule: EVERY_MORNING,
      definition: {
        checkType: 'sql_metric',
        source: 'files',
        query: "SELECT round(100.0 * count(*) FILTER (WHERE status = 'paid') / count(*), 2)\nFROM orders",
        thresholds: {
          warning: { operator: 'gte', value: 78 },
          critical: { operator: 'gte', value: 70 },
        },
      },
    },
    past: { from: 76, to: 82 },
  },
  {
    check: {
      slug: 'orders-arrive',
      name: 'Orders arrive',
      description: 'Hours since the newest order. The import runs every hour.',
      severity: 'critical',
      schedule: { cron: '0 * * * *', timezone: 'UTC' },
      definition: {
        checkType: 'freshness',
        source: 'files',
        configuration: { table: 'orders', column: 'created_at' },
        thresholds: {
          warning: { operator: 'lte', value: 12 },
          critical: { operator: 'lte', value: 48 },
        },
      },
    },
    past: { from: 1, to: 11 },
  },
  {
    check: {
      slug: 'orders-have-customers',
      name: 'Orders have a known customer',
      description: 'Orders whose customer is not in the customers file.',
      severity: 'high',
      schedule: EVERY_MORNING,
      definition: {
        checkType: 'sql_condition',
        source: 'files',
        query:
          'SELECT o.id\nFROM orders AS o\nLEFT JOIN customers AS c ON c.id = o.customer_id\nWHERE c.id IS NULL',
      },
    },
    past: { from: 0, to: 0 },
  },
  {
    check: {
      slug: 'amounts-are-plausible',
      name: 'Amounts are plausible',
      description: 'No order is free, negative or above 10,000 euros.',
      severity: 'critical',
      schedule: EVERY_MORNING,
      definition: {
        checkType: 'range_check',
        source: 'files',
        configuration: { table: 'orders', column: 'amount', min: 0.01, max: 10_000 },
      },
    },
    past: { from: 0, to: 5 },
  },
  {
    check: {
      slug: 'customers-can-be-written-to',
      name: 'Customers can be written to',
      description: 'Customers without an e-mail address get no invoice.',
      severity: 'medium',
      schedule: EVERY_MORNING,
      definition: {
        checkType: 'null_check',
        source: 'files',
        configuration: { table: 'customers', column: 'email' },
        thresholds: { warning: { operator: 'eq', value: 0 }, critical: { operator: 'lte', value: 20 } },
      },
    },
    past: { from: 3, to: 6 },
  },
  {
    check: {
      slug: 'one-account-per-address',
      name: 'One account per e-mail address',
      description: 'Two customers with one address see each other’s orders.',
      severity: 'high',
      schedule: EVERY_MORNING,
      definition: {
        checkType: 'uniqueness',
        source: 'files',
        configuration: { table: 'customers', columns: ['email'] },
      },
    },
    past: { from: 0, to: 3 },
  },
  {
    check: {
      slug: 'phone-numbers-can-be-called',
      name: 'Telephone numbers can be called',
      description: 'A plus sign and 7 to 15 digits (E.164).',
      severity: 'low',
      schedule: { cron: '30 6 * * 1', timezone: 'Europe/Paris' },
      definition: {
        checkType: 'pattern_check',
        source: 'files',
        configuration: { table: 'customers', column: 'phone', pattern: '^\\+[0-9]{7,15}$' },
        thresholds: { warning: { operator: 'lte', value: 5 }, critical: { operator: 'lte', value: 40 } },
      },
    },
    past: { from: 4, to: 9 },
  },
  {
    check: {
      slug: 'refund-time',
      name: 'Days until a refund',
      description:
        'Broken since the column was renamed: a check that cannot be measured is an error, not a pass.',
      severity: 'low',
      definition: {
        checkType: 'sql_metric',
        source: 'files',
        query:
          "SELECT avg(date_diff('day', created_at, refunded_at))\nFROM orders\nWHERE status = 'refunded'",
        thresholds: { warning: { operator: 'lte', value: 5 }, critical: { operator: 'lte', value: 14 } },
      },
    },
    past: { from: 2, to: 4 },
  },
];

export const HELP_DESK_CHECKS: DemoCheck[] = [
  {
    check: {
      slug: 'tickets-exist',
      name: 'There are tickets',
      schedule: EVERY_MORNING,
      definition: {
        checkType: 'row_count',
        source: 'files',
        configuration: { table: 'tickets' },
        thresholds: { critical: { operator: 'gte', value: 100 } },
      },
    },
    past: { from: 280, to: 300 },
  },
  {
    check: {
      slug: 'satisfaction',
      name: 'Satisfaction',
      description: 'Pushed by the survey tool after each survey.',
      definition: {
        checkType: 'custom',
        thresholds: { warning: { operator: 'between', value: [4, 5] } },
      },
    },
    past: { from: 3.8, to: 4.8 },
  },
];
