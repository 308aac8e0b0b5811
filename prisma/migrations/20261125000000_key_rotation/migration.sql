-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "replaces_id" UUID,
ADD COLUMN     "rotation_hash" BYTEA;

-- CreateIndex
CREATE INDEX "api_keys_replaces_id_idx" ON "api_keys"("replaces_id");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "api_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- However often a rotation is asked for, one key at a time takes over from another.
CREATE UNIQUE INDEX "api_keys_one_replacement" ON "api_keys"("replaces_id") WHERE "revoked_at" IS NULL;

-- Once a key was replaced, its end may come sooner, never later, whatever the
-- application does and however late.
CREATE FUNCTION api_keys_replaced_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."expires_at" IS NULL OR NEW."expires_at" > OLD."expires_at")
    AND EXISTS (SELECT 1 FROM "api_keys" WHERE "replaces_id" = OLD."id")
  THEN
    RAISE EXCEPTION 'API key % was replaced: its end does not move to later', OLD."id" USING ERRCODE = 'QK002';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER "api_keys_replaced_ends" BEFORE UPDATE OF "expires_at" ON "api_keys"
  FOR EACH ROW WHEN (NEW."expires_at" IS DISTINCT FROM OLD."expires_at")
  EXECUTE FUNCTION api_keys_replaced_ends();
