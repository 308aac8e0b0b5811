import 'server-only';
import type { Outcome } from './outcomes';
import { metrics } from './registry';

/** Settled without asking the database; their time would hide that of the rest. */
const WITHOUT_DATABASE: readonly Outcome[] = ['missing', 'malformed', 'checksum', 'rate_limited'];

export function countVerification(outcome: Outcome, seconds: number): void {
  const { verifications, verificationSeconds } = metrics();
  verifications.inc({ outcome });
  if (!WITHOUT_DATABASE.includes(outcome)) verificationSeconds.observe(seconds);
}

/** One of the methods there are, a template and a class: never what a client makes up. */
export type RequestLabels = {
  method: string;
  route: string;
  status: '1xx' | '2xx' | '3xx' | '4xx' | '5xx' | 'aborted';
};

/** @param seconds how long it took; null for what no route answered, whose time says nothing of any */
export function countRequest(labels: RequestLabels, seconds: number | null): void {
  const { requests, requestSeconds } = metrics();
  requests.inc(labels);
  if (seconds !== null) requestSeconds.observe(labels, seconds);
}
