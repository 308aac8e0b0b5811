import { type Random, seededRandom } from './random';

/** Files by name, as they lie in the folder of a source. */
export type DataSet = Record<string, string>;

const HOUR_MS = 3_600_000;
const FIRST_NAMES = [
  'Amina',
  'Bruno',
  'Chloé',
  'Dmitri',
  'Elif',
  'Finn',
  'Grace',
  'Hugo',
  'Inés',
  'Jonas',
] as const;
const LAST_NAMES = [
  'Almeida',
  'Berg',
  'Costa',
  'Dubois',
  'Eriksen',
  'Fischer',
  'García',
  'Haddad',
  'Ito',
  'Jansen',
] as const;
const COUNTRIES = ['DE', 'FR', 'ES', 'NL', 'SE', 'PT'] as const;
/** Paid is by far the usual end of an order. */
const STATUSES = [
  'paid',
  'paid',
  'paid',
  'paid',
  'paid',
  'paid',
  'paid',
  'paid',
  'open',
  'refunded',
] as const;
const CUSTOMERS = 400;
const ORDERS = 2400;

/**
 * The files of a small shop: its customers and the orders of the last two
 * months. Some rows are bad on purpose, so that checks have something to find:
 *
 * - 6 customers have no e-mail address, 3 share one with somebody else, 9 have a telephone number nobody can call;
 * - 5 orders have an amount that cannot be right.
 *
 * @param now The newest order was placed about two hours earlier.
 */
export function shopData(now: Date, seed = 20_261_124): DataSet {
  const random = seededRandom(seed);
  return { 'customers.csv': customers(random, now), 'orders.csv': orders(random, now) };
}

function customers(random: Random, now: Date): string {
  const rows = Array.from({ length: CUSTOMERS }, (_, index) => {
    const id = index + 1;
    const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
    const joined = new Date(now.getTime() - random.between(61 * 24, 700 * 24) * HOUR_MS);
    const phone =
      id % 44 === 0 ? random.pick(['n/a', '0000', 'call later']) : `+49${random.between(1e9, 9.9e9)}`;
    return [
      id,
      `${first} ${last}`,
      emailOf(id, first, last),
      phone,
      random.pick(COUNTRIES),
      joined.toISOString(),
    ];
  });
  return csv(['id', 'name', 'email', 'phone', 'country', 'created_at'], rows);
}

function emailOf(id: number, first: string, last: string): string {
  if (id % 66 === 0) return '';
  if (id > 1 && id % 131 === 0) return 'shared.inbox@example.org';
  return id === 1 ? 'shared.inbox@example.org' : `${plain(first)}.${plain(last)}.${id}@example.org`;
}

function orders(random: Random, now: Date): string {
  const rows = Array.from({ length: ORDERS }, (_, index) => {
    const id = 10_000 + index;
    const hoursAgo = 2 + ((ORDERS - 1 - index) * 60 * 24) / ORDERS;
    const amount = index % 479 === 478 ? random.pick([-19.9, 0, 99_999]) : random.between(490, 39_900) / 100;
    const placed = new Date(now.getTime() - hoursAgo * HOUR_MS);
    return [
      id,
      random.between(1, CUSTOMERS),
      amount.toFixed(2),
      'EUR',
      random.pick(STATUSES),
      placed.toISOString(),
    ];
  });
  return csv(['id', 'customer_id', 'amount', 'currency', 'status', 'created_at'], rows);
}

/** The file of a help desk, in the other space. */
export function helpDeskData(now: Date, seed = 20_261_125): DataSet {
  const random = seededRandom(seed);
  const rows = Array.from({ length: 300 }, (_, index) => {
    const opened = new Date(now.getTime() - (300 - index) * 4 * HOUR_MS);
    return [index + 1, random.pick(['low', 'normal', 'urgent']), random.between(1, 72), opened.toISOString()];
  });
  return { 'tickets.csv': csv(['id', 'priority', 'hours_to_answer', 'opened_at'], rows) };
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}

/** No value here holds a comma, a quote or a line break. */
function csv(header: string[], rows: (string | number)[][]): string {
  return `${[header, ...rows].map((row) => row.join(',')).join('\n')}\n`;
}
