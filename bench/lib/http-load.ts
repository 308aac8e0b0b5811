import { benchPackage } from './packages';
import { median } from './statistics';

/** As much of autocannon as is used here; its own types may not be installed. */
type Autocannon = (options: {
  url: string;
  connections: number;
  amount: number;
  requests: Request[];
  sampleInt: number;
}) => Promise<{ errors: number; statusCodeStats: Record<string, { count: number }> }>;
type Request = { path: string; headers: Record<string, string> };

export type HttpLoad = {
  /** One for each request, in turns. */
  requests: Request[];
  /** What each must be answered with; anything else ends the measurement. */
  status: number;
  connections: number;
  amount: number;
};

export const withKey = (path: string, secret: string): Request => ({
  path,
  headers: { authorization: `Bearer ${secret}`, 'user-agent': 'python-httpx/0.27' },
});

/** How often the generator looks whether it is done. */
const TICK_MS = 20;

/** How many requests a second are answered, on connections that stay open and ask again at once. */
export async function requestsPerSecond(origin: string, load: HttpLoad): Promise<number> {
  const { default: autocannon } = await benchPackage<{ default: Autocannon }>('autocannon');
  const { requests, connections, amount, status } = load;
  const startedAt = performance.now();
  const { errors, statusCodeStats } = await autocannon({
    url: origin,
    connections,
    amount,
    requests,
    sampleInt: TICK_MS,
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const answered = statusCodeStats[status]?.count ?? 0;
  if (errors > 0 || answered !== amount) {
    throw new Error(`Not all were answered ${status}: ${JSON.stringify({ errors, statusCodeStats })}`);
  }
  return amount / seconds;
}

/** How long one request takes, at the median of so many that follow each other. */
export async function latency(origin: string, request: Request, count: number): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startedAt = performance.now();
    const response = await fetch(`${origin}${request.path}`, { headers: request.headers });
    await response.arrayBuffer();
    times.push(performance.now() - startedAt);
    if (response.status !== 200) throw new Error(`${request.path} was answered ${response.status}`);
  }
  return median(times);
}
