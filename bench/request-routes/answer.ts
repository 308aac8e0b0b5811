import { getLivenessOperation } from '@/lib/http/operations/platform';

/** What both routes answer: as little as a route can. */
export const operation = getLivenessOperation;
export const answer = async () => ({ status: 'ok' as const, checks: {} });
