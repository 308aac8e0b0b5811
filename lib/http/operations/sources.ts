import { z } from 'zod';
import { createSourceJsonSchema, sourceJsonSchema, sourceTablesJsonSchema } from '../../sources/json';
import { operation } from '../operation';

const tag = 'Sources';
/** Any text is accepted: one that could be no name names nothing, so it is 404 like any other. */
const slug = z.string().max(200).meta({ description: 'The space’s short name.', example: 'my-space' });
const spaceParams = z.object({ slug });
const sourceParams = z.object({
  slug,
  name: z.string().max(200).meta({ description: 'The source’s name.', example: 'warehouse' }),
});

export const listSourcesOperation = operation({
  id: 'listSources',
  method: 'GET',
  path: '/spaces/{slug}/sources',
  tag,
  summary: 'List a space’s sources',
  description: 'Where the data of its checks lives.',
  params: spaceParams,
  success: { status: 200, description: 'Its sources, by name.', output: z.array(sourceJsonSchema) },
  errors: ['not_found'],
});

export const addSourceOperation = operation({
  id: 'addSource',
  method: 'POST',
  path: '/spaces/{slug}/sources',
  tag,
  summary: 'Add a source',
  description:
    'Superadmins only, because sources name folders and connections of the server. The folder must exist, or the variable be set.',
  params: spaceParams,
  body: createSourceJsonSchema,
  success: { status: 201, description: 'The new source.', output: sourceJsonSchema },
  errors: ['insufficient_scope', 'not_found', 'name_taken'],
});

export const describeSourceOperation = operation({
  id: 'describeSource',
  method: 'GET',
  path: '/spaces/{slug}/sources/{name}',
  tag,
  summary: 'List a source’s tables',
  description: 'The tables that a query on it can name, with their columns, looked up now.',
  params: sourceParams,
  success: { status: 200, description: 'Its tables.', output: sourceTablesJsonSchema },
  errors: ['not_found', 'source_unavailable'],
});

export const removeSourceOperation = operation({
  id: 'removeSource',
  method: 'DELETE',
  path: '/spaces/{slug}/sources/{name}',
  tag,
  summary: 'Remove a source',
  description:
    'Superadmins only. Its data is not touched. Refused while checks, even archived ones, read from it.',
  params: sourceParams,
  success: { status: 204, description: 'Removed.' },
  errors: ['insufficient_scope', 'not_found', 'source_in_use'],
});
