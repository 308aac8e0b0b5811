import type { Tier } from './tiers';

/**
 * Who is asking. Every domain function takes an Actor first and decides by it
 * alone, so a person in the browser and their key over HTTP meet the same rules.
 */
export type Actor = {
  userId: string;
  email: string;
  isSuperadmin: boolean;
  via: { door: 'session' } | { door: 'api_key'; key: ActorKey } | { door: 'operator' };
};

/** An actor that came with a key. */
export type ApiKeyActor = Actor & { via: { door: 'api_key' } };

/** The key a request came with. */
export type ActorKey = { id: string; canCreateKeys: boolean; tier: Tier };
