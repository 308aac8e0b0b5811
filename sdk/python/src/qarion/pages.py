"""One page of a long list, and the way to the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Generic, Optional

from ._core.listing import Contents, Item, Listing
from ._core.transport import AsyncTransport, SyncTransport


class _Page(Generic[Item]):
    def __init__(self, contents: Contents[Item]) -> None:
        self._contents = contents

    @property
    def items(self) -> tuple[Item, ...]:
        """What is on this page."""
        return self._contents.items

    @property
    def total(self) -> int:
        """How many there are on all pages."""
        return self._contents.total

    @property
    def page(self) -> int:
        """The number of this page, from 1."""
        return self._contents.page

    @property
    def size(self) -> int:
        """How many fit on a page."""
        return self._contents.size

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one."""
        return self._contents.has_next

    def __iter__(self) -> Iterator[Item]:
        """Goes through this page only; `iter()` goes on to the next ones."""
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.page}: {len(self)} of {self.total}>"


class Page(_Page[Item]):
    """One page of a list. Going through it goes through this page; `iter()` through all that follow too.

    for check in client.quality.list("my-space").iter():
        print(check.name)
    """

    def __init__(
        self,
        transport: SyncTransport,
        listing: Listing[Item],
        contents: Contents[Item],
        timeout: Optional[float],
    ) -> None:
        super().__init__(contents)
        self._timeout = timeout
        self._transport = transport
        self._listing = listing

    def next(self) -> Optional[Page[Item]]:
        """The page after this one; `None` after the last.

        Raises:
            QarionError: It cannot be had.
        """
        if not self.has_next:
            return None
        contents = self._transport.run(self._listing.turn_to(self.page + 1), self._timeout)
        return Page(self._transport, self._listing, contents, self._timeout)

    def iter(self) -> Iterator[Item]:
        """All that is on this page and those after it, each asked for when it is needed.

        Raises:
            QarionError: A page cannot be had.
        """
        page: Optional[Page[Item]] = self
        while page is not None:
            yield from page.items
            page = page.next()


class AsyncPage(_Page[Item]):
    """One page of a list. Going through it goes through this page; `iter()` through all that follow too.

    page = await client.quality.list("my-space")
    async for check in page.iter():
        print(check.name)
    """

    def __init__(
        self,
        transport: AsyncTransport,
        listing: Listing[Item],
        contents: Contents[Item],
        timeout: Optional[float],
    ) -> None:
        super().__init__(contents)
        self._timeout = timeout
        self._transport = transport
        self._listing = listing

    async def next(self) -> Optional[AsyncPage[Item]]:
        """The page after this one; `None` after the last.

        Raises:
            QarionError: It cannot be had.
        """
        if not self.has_next:
            return None
        contents = await self._transport.run(self._listing.turn_to(self.page + 1), self._timeout)
        return AsyncPage(self._transport, self._listing, contents, self._timeout)

    async def iter(self) -> AsyncIterator[Item]:
        """All that is on this page and those after it, each asked for when it is needed.

        Raises:
            QarionError: A page cannot be had.
        """
        page: Optional[AsyncPage[Item]] = self
        while page is not None:
            for item in page.items:
                yield item
            page = await page.next()
