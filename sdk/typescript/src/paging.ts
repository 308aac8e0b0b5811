/** A page of a list. */
export type Page<T> = {
  items: T[];
  /** How many there are on all pages. */
  total: number;
  page: number;
  size: number;
};

/**
 * A list that is asked for: `await` gives one page, `for await` goes through the
 * items of that page and all after it. Nothing is requested before.
 */
export class PagedList<T> implements Promise<Page<T>>, AsyncIterable<T> {
  readonly [Symbol.toStringTag] = 'PagedList';
  readonly #get: (page?: number) => Promise<Page<T>>;
  #first: Promise<Page<T>> | undefined;

  /** @param get Requests a page; without a number, the one that the caller asked for. */
  constructor(get: (page?: number) => Promise<Page<T>>) {
    this.#get = get;
  }

  #firstPage(): Promise<Page<T>> {
    this.#first ??= this.#get();
    return this.#first;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    let page = await this.#firstPage();
    while (true) {
      yield* page.items;
      // What was removed meanwhile can leave a page empty before the total is reached.
      if (page.items.length === 0 || page.page * page.size >= page.total) return;
      page = await this.#get(page.page + 1);
    }
  }

  // biome-ignore lint/suspicious/noThenProperty: a list is awaited like the promise of its page.
  then<A = Page<T>, B = never>(
    onFulfilled?: ((page: Page<T>) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#firstPage().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<Page<T> | B> {
    return this.#firstPage().catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<Page<T>> {
    return this.#firstPage().finally(onFinally);
  }
}
