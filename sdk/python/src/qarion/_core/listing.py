"""Lists that come in pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Optional, TypeVar, cast

from .answer import read
from .decode import decode, decode_list
from .encode import query_of
from .flow import Ask, Flow, Request

Item = TypeVar("Item")


@dataclass(frozen=True)
class Contents(Generic[Item]):
    """What is on one page of a list."""

    items: tuple[Item, ...]
    total: int
    page: int
    size: int

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one."""
        return bool(self.items) and self.page * self.size < self.total


@dataclass(frozen=True)
class _Numbers:
    total: int
    page: int
    size: int


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """A list that can be asked for page by page."""

    path: str
    query: Mapping[str, str]
    model: type[Item]

    def turn_to(self, page: Optional[int]) -> Flow[Contents[Item]]:
        """One page of it; `None` for the one that the server begins with."""
        reply = yield Ask(Request("GET", self.path, query={**self.query, **query_of(page=page)}))
        return read(reply, self._contents)

    def _contents(self, data: object) -> Contents[Item]:
        numbers = decode(_Numbers, data)
        items = decode_list(self.model, cast("dict[str, object]", data).get("items"), "items")
        return Contents(tuple(items), numbers.total, numbers.page, numbers.size)
