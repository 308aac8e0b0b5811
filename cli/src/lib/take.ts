import type { PagedList } from '@qarion/sdk';
import type { Context } from './context';

/** The most the API gives at a time. */
const PAGE_SIZE = 100;

/** The first so many of a list, and a word when there are more. */
export async function take<T>(
  { io }: Pick<Context, 'io'>,
  limit: number,
  list: (size: number) => PagedList<T>,
): Promise<T[]> {
  const pages = list(Math.min(limit, PAGE_SIZE));
  const { total } = await pages;
  const items: T[] = [];
  for await (const item of pages) {
    items.push(item);
    if (items.length === limit) break;
  }
  if (total > items.length) io.say(`${items.length} of ${total}. Ask for more with --limit.`);
  return items;
}
