-- How much a key may ask for. A constant default rewrites no rows.
CREATE TYPE "key_tier" AS ENUM ('standard', 'premium', 'internal');
ALTER TABLE "api_keys" ADD COLUMN "tier" "key_tier" NOT NULL DEFAULT 'standard';

-- Those above the lowest are few among many; superadmins list them.
CREATE INDEX "api_keys_raised" ON "api_keys" ("created_at", "id") WHERE "tier" <> 'standard' AND "revoked_at" IS NULL;
