import { z } from 'zod';
import { createSourceSchema, SOURCE_KINDS, type SourceTable, type SourceView } from './schema';

/** Sources as the HTTP API speaks of them. */

export const sourceJsonSchema = z
  .object({
    id: z.uuid(),
    name: z.string().meta({ example: 'warehouse' }),
    kind: z.enum(SOURCE_KINDS),
    location: z
      .string()
      .meta({ description: 'postgres: the environment variable with the connection; files: the folder.' }),
    created_at: z.iso.datetime(),
    check_count: z.int().meta({ description: 'How many checks, archived ones included, read from it.' }),
  })
  .meta({ id: 'Source' });

export const sourceTablesJsonSchema = z
  .object({
    name: z.string(),
    tables: z.array(
      z.object({
        name: z.string(),
        columns: z
          .array(z.object({ name: z.string(), type: z.string() }))
          .meta({ description: 'None for a file that cannot be read.' }),
      }),
    ),
  })
  .meta({ id: 'SourceTables' });

export const createSourceJsonSchema = createSourceSchema.meta({ id: 'CreateSource' });

export function toSourceJson(source: SourceView): z.input<typeof sourceJsonSchema> {
  return {
    id: source.id,
    name: source.name,
    kind: source.kind,
    location: source.location,
    created_at: source.createdAt.toISOString(),
    check_count: source.checkCount,
  };
}

export function toSourceTablesJson(
  name: string,
  tables: SourceTable[],
): z.input<typeof sourceTablesJsonSchema> {
  return { name, tables };
}
