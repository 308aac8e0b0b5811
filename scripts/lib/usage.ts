import { type ParseArgsConfig, parseArgs } from 'node:util';
import { messageOf, UserFacingError } from './user-facing-error';

const USAGE_EXIT_CODE = 2;

/** A command line that cannot be understood: what is wrong with it, then how it should be. */
export function usageError(problem: string, usage: string): UserFacingError {
  return new UserFacingError(`${problem}\n${usage}`, { exitCode: USAGE_EXIT_CODE });
}

/** `node:util`'s parser, with its complaints turned into usage errors. */
export function parseCommandLine<T extends ParseArgsConfig>(config: T, usage: string) {
  try {
    return parseArgs<T>(config);
  } catch (error) {
    throw usageError(messageOf(error).split('. ')[0] ?? '', usage);
  }
}
