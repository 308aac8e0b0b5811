import type { CheckType } from '@/lib/checks/definition';
import { type PreviewInput, previewSchema } from '@/lib/checks/schema';

type RunnableInput = Exclude<PreviewInput, { checkType: 'custom' }>;

/** What of a definition a test cares about; the rest is filled in. */
export function define(checkType: CheckType, rest: object = {}) {
  const source = checkType === 'custom' ? null : 'warehouse';
  return previewSchema.parse({ checkType, source, ...rest } as PreviewInput);
}

/** The same for a definition that runs a query. */
export function defineRunnable(checkType: RunnableInput['checkType'], rest: object = {}) {
  const definition = define(checkType, rest);
  if (definition.checkType === 'custom') throw new Error('a custom check runs no query');
  return definition;
}
