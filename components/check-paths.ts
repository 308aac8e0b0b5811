import type { Route } from 'next';
import { checkPath, checksPath } from './space-paths';

export const newCheckPath = (space: string) => `${checksPath(space)}/new` as Route;
export const editCheckPath = (space: string, check: string) => `${checkPath(space, check)}/edit` as Route;
